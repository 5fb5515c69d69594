package io.remithub.posting.domain;

import io.remithub.posting.domain.Posting.Origin;
import java.time.Instant;
import java.util.stream.Stream;

/** What undoes a claim's postings where their payments are voided, and what stands against those that are issued anew. */
public record Compensations(ClaimLedger ledger) {

    /** What undoes it; asked again, the same, unless what had been taken back of it was dropped since. */
    public Posting of(Posting posting, Origin because, Instant now) {
        var before = new Compensations(ledger.without(key(posting)));
        var undo = posting.compensation(before.cents(posting), because, now);
        return undo.state() == PostingState.PLANNED && before.nobodyKnows(posting) ? undo.reviewed() : undo;
    }

    /**
     * Whether the patient's share was taken back of an earlier issuance of the same payment, which then was voided: of what
     * the payment now charges anew, that stands against it, and only a person can say what the patient still owes.
     */
    public boolean chargedAnew(Posting charge) {
        return charge.effect() == Effect.CHARGE
                && charge.state() == PostingState.PLANNED
                && issuances(charge)
                        .filter(posting ->
                                posting.key().issuance() < charge.key().issuance())
                        .flatMap(ledger::undoing)
                        .anyMatch(other -> other.effect().takesBack()
                                && !other.key().purpose().compensates());
    }

    /**
     * Of what is there, in the health record all, whatever later remittances took back: those stand for themselves, so that
     * the order of voids makes no difference. Off a charge there cannot be taken more than is on it; what its void therefore
     * left, the void of what took it back does not charge again.
     */
    private long cents(Posting posting) {
        return switch (posting.effect()) {
            case PAYMENT, DEBIT -> posting.shown();
            case CHARGE -> Math.max(0, posting.shown() - ledger.undoneOf(posting));
            case ADJUSTMENT -> ofVoided(posting) && !issuedAnew(posting) ? 0 : posting.amount();
        };
    }

    /**
     * What the partner shows or says otherwise may be corrected there yet, or was left so; what was given back of a charge is a charge of its
     * own; and what a reissue charges is for a person to say.
     */
    private boolean nobodyKnows(Posting posting) {
        return posting.isDisputed()
                || posting.shown() != posting.amount()
                || switch (posting.effect()) {
                    case PAYMENT, DEBIT -> false;
                    case CHARGE ->
                        ledger.undoneOf(posting)
                                < ledger.undoing(posting)
                                        .mapToLong(Posting::amount)
                                        .sum();
                    case ADJUSTMENT -> issuedAnew(posting);
                };
    }

    /** The void of the charge that it was taken off has counted it, whatever was on that by then. */
    private boolean ofVoided(Posting adjustment) {
        var charge = ledger.undone(adjustment);
        var undo = charge == null ? null : ledger.find(key(charge));
        return undo != null && !Reason.CANCELLED.equals(undo.reason());
    }

    private boolean issuedAnew(Posting adjustment) {
        var charge = ledger.undone(adjustment);
        return charge != null
                && ofVoided(adjustment)
                && issuances(charge)
                        .anyMatch(posting ->
                                posting.key().issuance() > charge.key().issuance());
    }

    private Stream<Posting> issuances(Posting charge) {
        var key = charge.key();
        return ledger.postings().stream()
                .filter(posting -> posting.key().purpose() == key.purpose()
                        && posting.key().paymentId().equals(key.paymentId())
                        && posting.key().claimIndex() == key.claimIndex());
    }

    private static PostingKey key(Posting posting) {
        return PostingKey.of(posting.key().claim(), posting.key().purpose().compensation());
    }
}
