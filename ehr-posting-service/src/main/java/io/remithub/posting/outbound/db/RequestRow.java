package io.remithub.posting.outbound.db;

import io.remithub.posting.application.PostingRequest;
import io.remithub.posting.domain.ClaimMoney;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What was asked for one claim of one issuance. */
@Entity(name = "PostingRequest")
@Table(name = "posting_request")
@SuppressWarnings("NullAway.Init")
class RequestRow {

    /** A claim of an issuance, as a key. */
    @Embeddable
    record Id(
            @Column(name = "payment_id") String paymentId,
            @Column(name = "claim_index") int claimIndex,
            int issuance) {

        static Id of(ClaimKey claim) {
            return new Id(claim.paymentId(), claim.claimIndex(), claim.issuance());
        }
    }

    @EmbeddedId
    Id id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "claim_key")
    String claimKey;

    @Column(name = "claim_status_code")
    String claimStatusCode;

    @Column(name = "payment_date")
    @Nullable
    LocalDate paymentDate;

    @Column(name = "paid_amount")
    long paid;

    @Column(name = "patient_share")
    long patientShare;

    boolean balanced;

    boolean review;

    boolean approved;

    @Column(name = "sealed_registration")
    byte[] sealedRegistration;

    @Column(name = "sealed_claim")
    byte[] sealedClaim;

    @Column(name = "four_eyes")
    boolean fourEyes;

    static RequestRow of(PostingRequest request) {
        var row = new RequestRow();
        row.id = Id.of(request.money().claim());
        row.take(request);
        return row;
    }

    final void take(PostingRequest request) {
        var money = request.money();
        tenantId = money.tenantId();
        claimKey = request.claimKey();
        claimStatusCode = money.statusCode();
        paymentDate = request.paymentDate();
        paid = money.paid();
        patientShare = money.patientShare();
        balanced = money.balanced();
        review = money.review();
        approved = money.approved();
        sealedRegistration = request.sealedRegistration();
        sealedClaim = request.sealedClaim();
        fourEyes = request.fourEyes();
    }

    PostingRequest request() {
        var claim = new ClaimKey(id.paymentId(), id.claimIndex(), id.issuance());
        return new PostingRequest(
                new ClaimMoney(claim, tenantId, claimStatusCode, paid, patientShare, balanced, review, approved),
                claimKey,
                paymentDate,
                sealedRegistration,
                sealedClaim,
                fourEyes);
    }
}
