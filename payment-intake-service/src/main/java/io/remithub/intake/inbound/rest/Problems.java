package io.remithub.intake.inbound.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.intake.inbound.rest.body.Fault;
import io.remithub.intake.inbound.rest.body.Faulty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that say no, after RFC 9457: a stable type with a page in the docs, and a code for machines. */
enum Problems {
    MALFORMED(400, "malformed-request", "The request is malformed"),
    UNAUTHENTICATED(401, "api-key-unknown", "No valid API key"),
    SCOPE_MISSING(403, "scope-missing", "The API key is not meant for this"),
    NOT_FOUND(404, "not-found", "No such resource"),
    ACCOUNT_NOT_FOUND(404, "account-not-found", "No such account"),
    DUPLICATE_CLIENT_REQUEST_ID(409, "duplicate-client-request-id", "The clientRequestId is taken"),
    DUPLICATE_ISSUER_REFERENCE_ID(409, "duplicate-issuer-reference-id", "The issuerReferenceId is taken"),
    DUAL_CONTROL(403, "dual-control", "Another key must release"),
    NOT_OPEN(409, "batch-not-open", "The batch is not open"),
    NOT_STARTED(409, "not-started", "The batch has not been started"),
    NOT_HELD(409, "not-held", "Not held"),
    EMPTY(409, "batch-empty", "The batch has no payments"),
    TOTALS_DIFFER(409, "control-totals-mismatch", "The control totals do not agree"),
    PARTIAL_RELEASE_DISABLED(409, "partial-release-disabled", "The account releases batches as a whole"),
    PAYMENT_NOT_OPEN(409, "payment-not-open", "The payment can no longer be changed"),
    NOT_VOIDABLE(409, "status-not-voidable", "A payment of this status cannot be voided"),
    NO_AVAILABLE_BALANCE(409, "no-available-balance", "Nothing is left to be voided"),
    NOT_VOIDED(409, "not-voided", "The payment is not voided"),
    NOT_SETTLEABLE(409, "status-not-settleable", "A payment of this status cannot settle"),
    ALREADY_SETTLED(409, "already-settled", "The payment has settled"),
    DUPLICATE_TENANT(409, "duplicate-tenant", "The tenant's name is taken"),
    DUPLICATE_ACCOUNT(409, "duplicate-account", "The account's codes are taken"),
    KEYS_ACTIVE(409, "two-keys-active", "Two keys of this label are active"),
    CHANGED_SINCE(412, "changed-since", "It has been changed since"),
    REVISION_MISSING(428, "revision-missing", "If-Match is missing"),
    KEY_IN_FLIGHT(409, "idempotency-key-in-flight", "The first request is still being worked on"),
    KEY_REUSED(422, "idempotency-key-reused", "The Idempotency-Key was used for another body"),
    TOO_SLOW(408, "request-timeout", "The body did not come in time"),
    UNKNOWN_ENCODING(415, "unsupported-content-encoding", "The body must not be encoded"),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    PAYLOAD_TOO_LARGE(422, "payment-too-large", "The payment is too large"),
    CLAIM_TOO_LARGE(422, "claim-too-large", "The claim is too large"),
    OUT_OF_BALANCE(422, "out-of-balance", "The remittance does not balance"),
    CODES_INVALID(422, "codes-invalid", "A code or an identifier is not valid"),
    RATE_LIMITED(429, "rate-limited", "Too many requests"),
    UNAVAILABLE(503, "unavailable", "Not now; try again");

    private static final String PAGES = "https://remithub.io/problems/";

    private final int status;
    private final String code;
    private final String title;

    Problems(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    HttpProblem.Builder because(@Nullable String detail) {
        return HttpProblem.builder()
                .withType(type())
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("code", code);
    }

    HttpProblem because(String detail, List<?> errors) {
        return because(detail).with("errors", errors).build();
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    URI type() {
        return URI.create(PAGES + code);
    }

    static HttpProblem of(Faulty faulty) {
        return of(faulty.faults());
    }

    static HttpProblem of(List<Fault> faults) {
        return MALFORMED.because(
                faults.size() == 1 ? "1 fault; see errors." : faults.size() + " faults; see errors.", faults);
    }

    static HttpProblem notFound() {
        return NOT_FOUND.because("There is none by this id.").build();
    }
}
