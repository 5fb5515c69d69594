package io.remithub.posting.domain;

/** The one effect: at most one posting ever carries a key. */
public record PostingKey(String paymentId, int claimIndex, int issuance, Purpose purpose) {

    public PostingKey {
        if (claimIndex < 0 || issuance < 0) {
            throw new IllegalArgumentException("claims count from 0, and so do issuances");
        }
    }

    public static PostingKey of(ClaimKey claim, Purpose purpose) {
        return new PostingKey(claim.paymentId(), claim.claimIndex(), claim.issuance(), purpose);
    }

    public ClaimKey claim() {
        return new ClaimKey(paymentId, claimIndex, issuance);
    }

    /** The subject of what is said about it. */
    public String subject() {
        return paymentId + "/" + claimIndex;
    }

    @Override
    public String toString() {
        return paymentId + "/" + claimIndex + "/" + issuance + "/" + purpose;
    }

    /** One claim of one issuance of a payment. */
    public record ClaimKey(String paymentId, int claimIndex, int issuance) {}
}
