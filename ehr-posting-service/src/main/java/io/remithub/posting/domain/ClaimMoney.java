package io.remithub.posting.domain;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Instant;
import java.util.List;

/**
 * What a remittance says of one claim, as far as it decides what is posted. Amounts in cents.
 *
 * @param balanced it balanced, or an operator approved that it does not
 * @param review the payer's level of automatic posting asks for a person
 */
public record ClaimMoney(
        ClaimKey claim,
        String tenantId,
        long paid,
        long patientShare,
        boolean balanced,
        boolean review,
        boolean approved) {

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
        if (!balanced && !approved) {
            return Posting.waiting(key, tenantId, amount, origin, Reason.OUT_OF_BALANCE);
        }
        // Money taken back (CLP02 22) is no payment of less than nothing: it undoes an earlier one.
        if (amount < 0 || (review && !approved)) {
            return Posting.waiting(key, tenantId, amount, origin, Reason.POSTING_REVIEW);
        }
        return Posting.planned(key, tenantId, amount, origin, now);
    }
}
