package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Category;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimAnswer;
import io.remithub.orchestrator.domain.ClaimTerms;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.schemas.ExceptionCode;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "claim")
@NullUnmarked
class ClaimRow {

    @Embeddable
    record Id(
            @Column(name = "payment_id") String paymentId,
            @Column(name = "claim_index") int claimIndex) {}

    @EmbeddedId
    Id id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "claim_key")
    String claimKey;

    @Column(name = "claim_status_code")
    String claimStatusCode;

    @Column(name = "charge_amount")
    long chargeAmount;

    @Column(name = "paid_amount")
    long paidAmount;

    @Column(name = "patient_responsibility")
    long patientResponsibility;

    boolean registered;

    @Column(name = "status_asked")
    boolean statusAsked;

    @Column(name = "posting_asked")
    boolean postingAsked;

    @Column(name = "ticket_id")
    String ticketId;

    String category;

    @Column(name = "answered_paid_amount")
    Long answeredPaidAmount;

    @Column(name = "check_number")
    String checkNumber;

    @Column(name = "answered_by_hand")
    boolean answeredByHand;

    @Column(name = "approved_paid_amount")
    Long approvedPaidAmount;

    @Column(name = "failed_code")
    @Enumerated(EnumType.STRING)
    ExceptionCode failedCode;

    static ClaimRow of(String tenantId, String paymentId, Claim claim) {
        var row = new ClaimRow();
        row.id = new Id(paymentId, claim.index());
        row.tenantId = tenantId;
        row.take(claim);
        return row;
    }

    void take(Claim claim) {
        var terms = claim.terms();
        claimKey = terms.claimKey();
        claimStatusCode = terms.claimStatusCode();
        chargeAmount = terms.chargeAmount();
        paidAmount = terms.paidAmount();
        patientResponsibility = terms.patientResponsibility();
        registered = claim.registered();
        statusAsked = claim.statusAsked();
        postingAsked = claim.postingAsked();
        approvedPaidAmount = claim.approvedPaidAmount();
        answeredByHand = claim.answer() instanceof ClaimAnswer.ByHand;
        switch (claim.answer()) {
            case null -> answer(null, null, null, null, null);
            case ClaimAnswer.Received(var ticket, var given, var paid, var check) ->
                answer(ticket, given.code(), paid, check, null);
            case ClaimAnswer.Failed(var ticket, var code) -> answer(ticket, null, null, null, code);
            case ClaimAnswer.ByHand(var ticket) -> answer(ticket, null, null, null, null);
        }
    }

    private void answer(
            @Nullable String ticket,
            @Nullable String given,
            @Nullable Long paid,
            @Nullable String check,
            @Nullable ExceptionCode failed) {
        ticketId = ticket;
        category = given;
        answeredPaidAmount = paid;
        checkNumber = check;
        failedCode = failed;
    }

    Claim claim(Postings postings) {
        return new Claim(
                new ClaimTerms(
                        id.claimIndex(), claimKey, claimStatusCode, chargeAmount, paidAmount, patientResponsibility),
                registered,
                statusAsked,
                answer(),
                approvedPaidAmount,
                postingAsked,
                postings);
    }

    private @Nullable ClaimAnswer answer() {
        if (ticketId == null) {
            return null;
        }
        if (answeredByHand) {
            return new ClaimAnswer.ByHand(ticketId);
        }
        return failedCode != null
                ? new ClaimAnswer.Failed(ticketId, failedCode)
                : new ClaimAnswer.Received(ticketId, new Category(category), answeredPaidAmount, checkNumber);
    }
}
