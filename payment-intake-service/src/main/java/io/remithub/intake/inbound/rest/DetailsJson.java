package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.intake.application.DetailedView;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Money;
import io.remithub.intake.inbound.rest.body.CreatePayment;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Everything known of a payment, as JSON. */
@ApplicationScoped
class DetailsJson {

    private static final String HELD = "Held";

    Details of(DetailedView view, boolean clear) {
        JsonNode remittance = remittance(view, clear);
        JsonNode details = remittance.path("paymentDetails");
        var payment = view.payment();
        return new Details(
                payment.id().value(),
                payment.tenant().value(),
                payment.batch().value(),
                payment.clientRequestId(),
                payment.accountShortCode(),
                payment.subAccountShortCode(),
                payment.issuerReferenceId(),
                payment.issuerPaymentId(),
                payment.amount().dollars(),
                payment.availableBalance().dollars(),
                payment.status(),
                PaymentJson.API_VERSION,
                payment.revision(),
                payment.issuance(),
                payment.paymentDate(),
                details.path("adjudicationCutoffDate").textValue(),
                details.path("adjudicationVersion").textValue(),
                details.path("remitMethod").textValue(),
                HELD.equals(payment.status()),
                view.holdReasons().stream().findFirst().orElse(null),
                view.holdReasons(),
                remittance.path("totalNumberClaims").intValue(),
                present(remittance.get("payeeDetails")),
                present(remittance.get("shippingDetails")),
                present(remittance.get("providerLevelAdjustment")),
                BalanceResult.of(view.findings()),
                view.claims().stream().map(ClaimJson::of).toList(),
                view.history().stream().map(step -> StepJson.of(step, clear)).toList(),
                view.exception() == null ? null : ExceptionJson.of(view.exception()),
                PendingCommandJson.of(payment.pendingCommands()),
                view.rejectedCommands(),
                payment.releasedBy(),
                payment.releasedAt(),
                remittance);
    }

    private static JsonNode remittance(DetailedView view, boolean clear) {
        JsonNode request = ExactJson.read(view.request());
        return (clear ? request : Masked.of(request, CreatePayment.class)).path("payment");
    }

    private static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    /**
     * @param holdReason the first of them
     * @param remittance the payment as the payer sent it, members unknown to the hub included
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AllOfPayment")
    record Details(
            String paymentId,
            UUID tenantId,
            String batchId,
            String clientRequestId,
            String accountShortCode,
            String subAccountShortCode,
            String issuerReferenceId,
            @Nullable String issuerPaymentId,
            BigDecimal amount,
            BigDecimal availableBalance,
            String status,
            int version,
            long revision,
            int issuanceNumber,
            @Nullable LocalDate paymentDate,
            @Nullable String adjudicationCutoffDate,
            @Nullable String adjudicationVersion,
            @Nullable String remitMethod,
            boolean held,
            @Nullable String holdReason,
            List<String> holdReasons,
            int totalNumberClaims,
            @Nullable JsonNode payeeDetails,
            @Nullable JsonNode shippingDetails,
            @Nullable JsonNode providerLevelAdjustment,
            BalanceResult balanceCheck,
            List<ClaimJson> claims,
            List<StepJson> statusHistory,
            @Nullable ExceptionJson exception,
            List<PendingCommandJson> pendingCommands,
            List<DetailedView.RejectedCommand> rejectedCommands,
            @Nullable String releasedBy,
            @Nullable Instant releasedAt,
            JsonNode remittance) {

        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    record BalanceResult(String result, List<FindingJson> findings) {
        static BalanceResult of(List<Finding> findings) {
            boolean balances =
                    findings.stream().noneMatch(finding -> finding.code().blocking());
            return new BalanceResult(
                    balances ? "BALANCED" : "OUT_OF_BALANCE",
                    findings.stream().map(FindingJson::of).toList());
        }
    }

    /**
     * @param by PAYER, OPERATOR, CLEARINGHOUSE, EHR or HUB
     * @param key the public id of the payer's key that asked for it
     * @param person who asked, as the payer said; as the note, for those who may see patients' data
     * @param reason a code
     * @param note why, as the payer said
     * @param causationId the event that caused it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Step")
    record StepJson(
            String status,
            Instant at,
            String by,
            @Nullable String key,
            @Nullable String person,
            @Nullable String reason,
            @Nullable String note,
            @Nullable String causationId) {
        static StepJson of(DetailedView.Step step, boolean clear) {
            var asked = step.asked();
            return new StepJson(
                    step.status(),
                    step.at(),
                    step.by(),
                    asked == null ? null : asked.keyId(),
                    asked == null || !clear ? null : asked.person(),
                    step.reasonCode(),
                    asked == null || !clear ? null : asked.reason(),
                    step.causationId());
        }
    }

    @Schema(name = "Exception")
    record ExceptionJson(String exceptionId, Instant openedAt, List<CauseJson> causes) {
        static ExceptionJson of(DetailedView.OpenException exception) {
            return new ExceptionJson(
                    exception.id(),
                    exception.openedAt(),
                    exception.causes().stream().map(CauseJson::of).toList());
        }
    }

    /** @param nextAction what unblocks it, in words */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Cause")
    record CauseJson(
            @Nullable Integer claimIndex,
            String code,
            String nextAction,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual) {
        static CauseJson of(DetailedView.Cause cause) {
            return new CauseJson(
                    cause.claimIndex(),
                    cause.code(),
                    cause.nextAction(),
                    dollars(cause.expected()),
                    dollars(cause.actual()));
        }

        private static @Nullable BigDecimal dollars(@Nullable Money money) {
            return money == null ? null : money.dollars();
        }
    }
}
