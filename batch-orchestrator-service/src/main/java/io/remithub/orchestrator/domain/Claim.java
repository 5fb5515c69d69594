package io.remithub.orchestrator.domain;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a payment, in the payment's present issuance.
 *
 * @param statusAsked the clearinghouse has been asked
 * @param postingAsked its posting has been requested
 * @param again the postings that failed and are about to be asked for again
 */
public record Claim(
        ClaimTerms terms,
        boolean registered,
        boolean statusAsked,
        @Nullable ClaimAnswer answer,
        boolean postingAsked,
        Map<Purpose, Posting> postings,
        Set<Purpose> again) {

    public Claim {
        postings = Map.copyOf(postings);
        again = Set.copyOf(again);
    }

    public static Claim of(ClaimTerms terms, boolean registered) {
        return new Claim(terms, registered, false, null, false, Map.of(), Set.of());
    }

    public int index() {
        return terms.claimIndex();
    }

    public @Nullable Posting posting(Purpose purpose) {
        return postings.get(purpose);
    }

    boolean isTaken(Purpose purpose) {
        return posting(purpose) instanceof Posting posting && posting.outcome().isTaken();
    }

    boolean isSettled(Purpose purpose) {
        return posting(purpose) instanceof Posting posting && posting.outcome().isSettled();
    }

    /** The amount that the payer says it paid, where it is final and not what the remittance says. */
    @Nullable
    Long differingPaidAmount() {
        return answer instanceof ClaimAnswer.Received received
                        && received.isFinal()
                        && received.paidAmount() instanceof Long paid
                        && paid != terms.paidAmount()
                ? paid
                : null;
    }

    /** The payer has made up its mind, and as the remittance says. */
    boolean isFinallyAnswered() {
        return answer != null && answer.isFinal() && differingPaidAmount() == null;
    }

    Claim register() {
        return new Claim(terms, true, statusAsked, answer, postingAsked, postings, again);
    }

    Claim askStatus(boolean asked) {
        return new Claim(terms, registered, asked, answer, postingAsked, postings, again);
    }

    Claim answer(ClaimAnswer given) {
        return new Claim(terms, registered, statusAsked, given, postingAsked, postings, again);
    }

    Claim askPosting(boolean asked) {
        return new Claim(terms, registered, statusAsked, answer, asked, postings, again);
    }

    Claim post(Purpose purpose, Posting posting) {
        var all = new EnumMap<Purpose, Posting>(Purpose.class);
        all.putAll(postings);
        all.put(purpose, posting);
        return new Claim(terms, registered, statusAsked, answer, postingAsked, all, again);
    }

    Claim askStatusAgain() {
        return new Claim(terms, registered, false, null, postingAsked, postings, again);
    }

    /** What is known of it is what failed, and counts no more. */
    Claim postAgain(Purpose purpose) {
        var left = new EnumMap<Purpose, Posting>(Purpose.class);
        left.putAll(postings);
        left.remove(purpose);
        var all = new HashSet<>(again);
        all.add(purpose);
        return new Claim(terms, registered, statusAsked, answer, postingAsked, left, all);
    }

    Claim askedAgain() {
        return new Claim(terms, registered, statusAsked, answer, postingAsked, postings, Set.of());
    }
}
