package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.codes.Code;
import io.remithub.codes.CodeList;
import io.remithub.intake.application.DetailedView;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One claim's figures, the names that partners have for it, and how far it has come.
 *
 * @param category 277 category of the payer's last answer, and in words
 * @param reversalOutcome of what undoes the transaction, as {@code adjustmentOutcome} is of what undoes the charge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ClaimProgress")
record ClaimJson(
        int claimIndex,
        @Nullable String claimKey,
        String statusCode,
        BigDecimal chargeAmount,
        BigDecimal paidAmount,
        BigDecimal patientResponsibility,
        @Nullable String ticketId,
        @Nullable String category,
        @Nullable String categoryDescription,
        @Nullable String checkNumber,
        @Nullable String transactionId,
        @Nullable String outcome,
        @Nullable String chargeOutcome,
        @Nullable String reversalOutcome,
        @Nullable String adjustmentOutcome) {

    static ClaimJson of(DetailedView.Claim claim) {
        return of(claim, claim.claimKey());
    }

    /** For a trace: what matches claims with each other stays out of it. */
    static ClaimJson withoutKey(DetailedView.Claim claim) {
        return of(claim, null);
    }

    private static ClaimJson of(DetailedView.Claim claim, @Nullable String key) {
        var progress = claim.progress();
        return new ClaimJson(
                claim.index(),
                key,
                claim.statusCode(),
                claim.charge().dollars(),
                claim.paid().dollars(),
                claim.patientResponsibility().dollars(),
                progress.ticketId(),
                progress.category(),
                inWords(progress.category()),
                progress.checkNumber(),
                progress.transactionId(),
                progress.outcome(),
                progress.chargeOutcome(),
                progress.reversalOutcome(),
                progress.adjustmentOutcome());
    }

    private static @Nullable String inWords(@Nullable String category) {
        return category == null
                ? null
                : CodeList.CLAIM_STATUS_CATEGORY
                        .find(category)
                        .map(Code::description)
                        .orElse(null);
    }
}
