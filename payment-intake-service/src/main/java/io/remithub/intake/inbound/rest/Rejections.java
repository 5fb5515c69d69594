package io.remithub.intake.inbound.rest;

import static java.util.Objects.requireNonNullElse;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Rejection.Reference;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.inbound.rest.body.ClaimLevel;
import io.remithub.intake.inbound.rest.body.Fault;
import io.remithub.intake.inbound.rest.body.PaymentBody;
import java.util.ArrayList;
import java.util.List;

/** Each rejection's answer. */
final class Rejections {

    private Rejections() {}

    static HttpProblem of(Rejection rejection, PaymentBody body) {
        return switch (rejection) {
            case Rejection.UnknownAccount _ -> unknownAccount();
            case Rejection.AlreadyIssued(var taken) -> alreadyIssued(taken);
            case Rejection.OutOfBalance(var findings) -> outOfBalance(findings, body);
        };
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

    private static HttpProblem outOfBalance(List<Finding> findings, PaymentBody body) {
        var claims = claimPointers(body);
        return Problems.OUT_OF_BALANCE
                .because("The account takes only what balances; see findings.")
                .with("findings", findings.stream().map(FindingJson::of).toList())
                .with(
                        "errors",
                        findings.stream()
                                .filter(finding -> finding.code().blocking())
                                .map(finding -> new Fault(
                                        pointerOf(finding, claims),
                                        finding.code().wire(),
                                        finding.code().message()))
                                .toList())
                .build();
    }

    private static String pointerOf(Finding finding, List<String> claims) {
        if (finding.claimIndex() == null) {
            return "/payment";
        }
        String claim = claims.get(finding.claimIndex());
        return finding.lineIndex() == null ? claim : claim + "/loop2110/" + finding.lineIndex();
    }

    /** Where each claim of the numbering stands in the body. */
    private static List<String> claimPointers(PaymentBody body) {
        var pointers = new ArrayList<String>();
        List<ClaimLevel> levels = requireNonNullElse(body.claimLevelInformation(), List.of());
        for (int level = 0; level < levels.size(); level++) {
            var loop = levels.get(level).claimLoop();
            for (int claim = 0; loop != null && claim < loop.size(); claim++) {
                pointers.add("/payment/claimLevelInformation/%d/claimLoop/%d".formatted(level, claim));
            }
        }
        return pointers;
    }
}
