package io.remithub.posting.domain;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Instant;
import java.util.List;

/**
 * What a remittance says of one claim, as far as it decides what is posted. Amounts in cents, negative on a reversal.
 *
 * @param statusCode CLP02
 * @param balanced it balanced, or an operator approved that it does not
 * @param review the payer's level of automatic posting asks for a person
 */
public record ClaimMoney(
        ClaimKey claim,
        String tenantId,
        String statusCode,
        long paid,
        long patientShare,
        boolean balanced,
        boolean review) {

    private static final String REVERSAL = "22";

    /** It takes back what was paid before. */
    public boolean reversal() {
        return REVERSAL.equals(statusCode);
    }

    public ClaimMoney withPatientShare(long share) {
        return new ClaimMoney(claim, tenantId, statusCode, paid, share, balanced, review);
    }

    /** Both effects of a claim, each with the state in which it starts. */
    public List<Posting> plan(Origin origin, Instant now) {
        return List.of(plan(Purpose.PAYMENT, paid, origin, now), plan(Purpose.CHARGE, patientShare, origin, now));
    }

    /** What a reversal that came first leaves of them: nothing. */
    public List<Posting> fenced(Origin origin) {
        return List.of(
                Posting.notRequired(PostingKey.of(claim, Purpose.PAYMENT), tenantId, origin, Reason.REVERSED),
                Posting.notRequired(PostingKey.of(claim, Purpose.CHARGE), tenantId, origin, Reason.REVERSED));
    }

    private Posting plan(Purpose purpose, long amount, Origin origin, Instant now) {
        var key = PostingKey.of(claim, purpose);
        if (amount == 0) {
            return Posting.notRequired(key, tenantId, origin, Reason.NOTHING_TO_POST);
        }
        // Money taken back is no payment of less than nothing: it undoes an earlier one.
        var effect = amount < 0 ? purpose.effect().undone() : purpose.effect();
        var cents = Math.abs(amount);
        if (!balanced) {
            return Posting.waiting(key, tenantId, effect, cents, origin, Reason.OUT_OF_BALANCE);
        }
        if (amount < 0 != reversal() || review) {
            return Posting.waiting(key, tenantId, effect, cents, origin, Reason.POSTING_REVIEW);
        }
        return Posting.planned(key, tenantId, effect, cents, origin, now);
    }
}
