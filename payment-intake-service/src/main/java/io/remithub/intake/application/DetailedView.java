package io.remithub.intake.application;

import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a payment.
 *
 * @param request the payer's request as it came, in clear
 * @param exception the open one
 */
public record DetailedView(
        PaymentView payment,
        List<String> holdReasons,
        List<Finding> findings,
        List<Claim> claims,
        List<Step> history,
        @Nullable OpenException exception,
        List<RejectedCommand> rejectedCommands,
        byte[] request) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** One claim's figures and how far it has come. */
    public record Claim(
            int index,
            String claimKey,
            String statusCode,
            Money charge,
            Money paid,
            Money patientResponsibility,
            Progress progress) {}

    /**
     * Nothing is known of a claim until the orchestrator tells.
     *
     * @param reversalOutcome of what undoes the transaction, as {@code adjustmentOutcome} is of what undoes the charge
     */
    public record Progress(
            @Nullable String ticketId,
            @Nullable String category,
            @Nullable String transactionId,
            @Nullable String outcome,
            @Nullable String chargeOutcome,
            @Nullable String reversalOutcome,
            @Nullable String adjustmentOutcome,
            @Nullable String checkNumber) {}

    /**
     * @param by PAYER, OPERATOR, CLEARINGHOUSE, EHR or HUB
     * @param asked by whom it was asked for, where a payer did
     */
    public record Step(
            String status,
            Instant at,
            String by,
            @Nullable String reasonCode,
            @Nullable String causationId,
            @Nullable Asked asked) {

        public Step(String status, Instant at, String by, @Nullable String reasonCode, @Nullable String causationId) {
            this(status, at, by, reasonCode, causationId, null);
        }

        public Step asked(@Nullable Asked command) {
            return new Step(status, at, by, reasonCode, causationId, command);
        }
    }

    /**
     * @param keyId the public id of the key
     * @param person as the caller said: free text, as is the reason
     */
    public record Asked(
            String keyId, @Nullable String person, @Nullable String reason) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record OpenException(String id, Instant openedAt, List<Cause> causes) {}

    /** @param nextAction what unblocks it, in words */
    public record Cause(
            @Nullable Integer claimIndex,
            String code,
            String nextAction,
            @Nullable Money expected,
            @Nullable Money actual) {}

    /** A command that was accepted for later and then lost. */
    public record RejectedCommand(String commandId, String type, String code, String status, Instant at) {}
}
