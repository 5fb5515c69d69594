package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/**
 * One claim of a payment, in the payment's present issuance.
 *
 * @param statusAsked the clearinghouse has been asked
 * @param approvedPaidAmount what the payer says it paid, and an operator lets pass
 * @param postingAsked its posting has been requested
 */
public record Claim(
        ClaimTerms terms,
        boolean registered,
        boolean statusAsked,
        @Nullable ClaimAnswer answer,
        @Nullable Long approvedPaidAmount,
        boolean postingAsked,
        Postings postings) {

    public static Claim of(ClaimTerms terms, boolean registered) {
        return new Claim(terms, registered, false, null, null, false, Postings.NONE);
    }

    public int index() {
        return terms.claimIndex();
    }

    /**
     * The amount that the payer says it paid, where it is final and not what the remittance says. Of a claim that is taken
     * back it speaks of the correction.
     */
    @Nullable
    Long differingPaidAmount() {
        return answer instanceof ClaimAnswer.Received received
                        && received.isFinal()
                        && received.paidAmount() instanceof Long paid
                        && paid != terms.paidAmount()
                        && !paid.equals(approvedPaidAmount)
                        && !terms.isReversal()
                ? paid
                : null;
    }

    /** The payer has made up its mind, and as the remittance says. */
    boolean isFinallyAnswered() {
        return answer != null && answer.isFinal() && differingPaidAmount() == null;
    }

    /** Also where it is not known to have been requested: a hub that was restored has forgotten what it asked for. */
    boolean mayBePosted() {
        return postingAsked || !postings.outcomes().isEmpty();
    }

    /** As it came, in another issuance. */
    Claim issuedAgain() {
        return of(terms, registered);
    }

    Claim register() {
        return new Claim(terms, true, statusAsked, answer, approvedPaidAmount, postingAsked, postings);
    }

    Claim askStatus(boolean asked) {
        return new Claim(terms, registered, asked, answer, approvedPaidAmount, postingAsked, postings);
    }

    Claim answer(ClaimAnswer given) {
        return new Claim(terms, registered, statusAsked, given, approvedPaidAmount, postingAsked, postings);
    }

    Claim askStatusAgain() {
        return new Claim(terms, registered, false, null, approvedPaidAmount, postingAsked, postings);
    }

    Claim approvePaidAmount() {
        return new Claim(terms, registered, statusAsked, answer, differingPaidAmount(), postingAsked, postings);
    }

    Claim askPosting(boolean asked) {
        return new Claim(terms, registered, statusAsked, answer, approvedPaidAmount, asked, postings);
    }

    Claim with(Postings now) {
        return new Claim(terms, registered, statusAsked, answer, approvedPaidAmount, postingAsked, now);
    }

    /** What is undone from now on is no longer its own. */
    Claim fenced() {
        return new Claim(terms, registered, statusAsked, answer, approvedPaidAmount, false, Postings.NONE);
    }
}
