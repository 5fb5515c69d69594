package io.remithub.intake.inbound.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Rejection.Reference;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.domain.Rejection.TakenReference;
import io.remithub.intake.domain.Totals;
import io.remithub.intake.inbound.rest.body.Fault;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Each rejection's answer. */
final class Rejections {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private Rejections() {}

    /** @param places where the claims of the request's payments stand */
    static HttpProblem of(Rejection rejection, ClaimPlaces places) {
        return switch (rejection) {
            case Rejection.UnknownAccount _ -> unknownAccount();
            case Rejection.AlreadyIssued(var taken) -> alreadyIssued(taken);
            case Rejection.OutOfBalance(var findings) ->
                BalanceProblems.of(List.of(new Rejection.Unbalanced(0, findings)), places);
            case Rejection.SomeOutOfBalance(var payments) -> BalanceProblems.of(payments, places);
            case Rejection.ReferencesTaken(var taken) -> referencesTaken(taken);
            case Rejection.SomeTooLarge(var indexes) -> tooLarge(Problems.PAYLOAD_TOO_LARGE, "/payments/%d", indexes);
            case Rejection.ClaimsTooLarge(var indexes) -> tooLarge(Problems.CLAIM_TOO_LARGE, "/claims/%d", indexes);
            case Rejection.NoSuchBatch _, Rejection.NoSuchPayment _ -> Problems.notFound();
            case Rejection.NamedBatchUnknown _ ->
                Problems.NOT_FOUND.because(
                        "The body's batchId names no batch.",
                        List.of(new Fault("/batchId", "unknown", "must name the batch")));
            case Rejection.NamedBatchDiffers _ ->
                Problems.MALFORMED.because(
                        "The body's batchId names another batch.",
                        List.of(new Fault("/batchId", "mismatch", "must name the batch of the path")));
            case Rejection.OtherReference _ ->
                Problems.MALFORMED.because(
                        "A payment that is replaced keeps its issuerReferenceId.",
                        List.of(new Fault("/paymentDetails/issuerReferenceId", "mismatch", "must stay as it is")));
            case Rejection.NotOpen(var status) -> stands(Problems.NOT_OPEN, "batch", status);
            case Rejection.PaymentNotOpen(var status) -> stands(Problems.PAYMENT_NOT_OPEN, "payment", status);
            case Rejection.NotVoidable(var status) -> stands(Problems.NOT_VOIDABLE, "payment", status);
            case Rejection.NotVoided(var status) -> stands(Problems.NOT_VOIDED, "payment", status);
            case Rejection.NotSettleable(var status) -> stands(Problems.NOT_SETTLEABLE, "payment", status);
            case Rejection.NoAvailableBalance _ ->
                Problems.NO_AVAILABLE_BALANCE
                        .because("Its availableBalance is 0.")
                        .build();
            case Rejection.AlreadySettled _ ->
                Problems.ALREADY_SETTLED.because("Its availableBalance is 0.").build();
            case Rejection.NotHeld(var status) -> stands(Problems.NOT_HELD, "one asked for", status);
            case Rejection.NotStarted _ ->
                Problems.NOT_STARTED.because("Start it first: POST its /start.").build();
            case Rejection.EmptyBatch _ ->
                Problems.EMPTY.because("Add payments, or cancel it.").build();
            case Rejection.TotalsDiffer differ -> totalsDiffer(differ);
            case Rejection.DualControl _ ->
                Problems.DUAL_CONTROL
                        .because("This key created the batch or put payments in.")
                        .build();
            case Rejection.PartialReleaseDisabled _ ->
                Problems.PARTIAL_RELEASE_DISABLED
                        .because("Release the batch instead.")
                        .build();
            case Rejection.PaymentsUnknown(var payments) ->
                Problems.NOT_FOUND.because("Some are no payments of this batch.", named(payments, "unknown"));
            case Rejection.PaymentsNotHeld(var payments) ->
                Problems.NOT_HELD.because("Some will never go out.", named(payments, "not-held"));
        };
    }

    private static HttpProblem stands(Problems problem, String what, String status) {
        return problem.because("The %s is %s.".formatted(what, status))
                .with("currentStatus", status)
                .build();
    }

    private static HttpProblem tooLarge(Problems problem, String place, List<Integer> indexes) {
        return problem.because(
                "Nothing was stored; each that does not fit one event is named.",
                Bounded.of(indexes, index -> new Fault(place.formatted(index), problem.code(), "must fit one event")));
    }

    private static HttpProblem totalsDiffer(Rejection.TotalsDiffer differ) {
        var problem = Problems.TOTALS_DIFFER
                .because("Expected and current totals are given here.")
                .with("expectedBatchTotal", differ.expected().total().dollars())
                .with("expectedNumberOfPayments", differ.expected().payments())
                .with("currentBatchTotal", differ.current().total().dollars())
                .with("currentNumberOfPayments", differ.current().payments());
        if (!differ.added().equals(Totals.NONE)) {
            problem.with("addedTotal", differ.added().total().dollars())
                    .with("addedNumberOfPayments", differ.added().payments());
        }
        return problem.build();
    }

    // Ids are no secrets: who names them knows them. What is no id is not repeated.
    private static List<?> named(List<PaymentId> payments, String code) {
        return Bounded.of(
                payments,
                payment -> new NamedFault(
                        "/paymentIds",
                        code,
                        "must be held",
                        null,
                        ID.matcher(payment.value()).matches() ? payment.value() : null));
    }

    /** A fault that comes with the ids it is about. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NamedFault(
            String pointer,
            String code,
            String message,
            @Nullable String batchId,
            @Nullable String paymentId) {}

    private static HttpProblem referencesTaken(List<TakenReference> taken) {
        var problem = Problems.DUPLICATE_ISSUER_REFERENCE_ID.because(
                "Nothing was added; each reference that is taken is named with whom it names.");
        taken.stream()
                .map(TakenReference::by)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(first -> {
                    problem.with("batchId", first.batchId().value());
                    problem.with("paymentId", requireNonNull(first.paymentId()).value());
                });
        return problem.with("errors", Bounded.of(taken, Rejections::fault)).build();
    }

    private static NamedFault fault(TakenReference taken) {
        @Nullable Taken by = taken.by();
        return new NamedFault(
                "/payments/%d/paymentDetails/issuerReferenceId".formatted(taken.index()),
                Problems.DUPLICATE_ISSUER_REFERENCE_ID.code(),
                by == null ? "must be there once" : "must not be taken",
                by == null ? null : by.batchId().value(),
                by == null ? null : requireNonNull(by.paymentId()).value());
    }

    private static HttpProblem unknownAccount() {
        return Problems.ACCOUNT_NOT_FOUND.because(
                "No account has this accountShortCode and subAccountShortCode.",
                List.of(new Fault("/accountShortCode", "unknown", "must name an account, with its sub-account")));
    }

    private static HttpProblem alreadyIssued(List<Taken> taken) {
        Taken first = taken.getFirst();
        var problem = problemOf(first.reference())
                .because("It names the payment given here.")
                .with("batchId", first.batchId().value());
        if (first.paymentId() != null) {
            problem.with("paymentId", first.paymentId().value());
        }
        return problem.with("errors", taken.stream().map(Rejections::fault).toList())
                .build();
    }

    private static Fault fault(Taken taken) {
        return new Fault(
                pointerOf(taken.reference()), problemOf(taken.reference()).code(), "must not be taken");
    }

    private static Problems problemOf(Reference reference) {
        return switch (reference) {
            case CLIENT_REQUEST_ID -> Problems.DUPLICATE_CLIENT_REQUEST_ID;
            case ISSUER_REFERENCE_ID -> Problems.DUPLICATE_ISSUER_REFERENCE_ID;
        };
    }

    private static String pointerOf(Reference reference) {
        return switch (reference) {
            case CLIENT_REQUEST_ID -> "/clientRequestId";
            case ISSUER_REFERENCE_ID -> "/payment/paymentDetails/issuerReferenceId";
        };
    }
}
