package io.remithub.posting.outbound.http;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Reason;

/** What an answer that is no success proves of a call that has an effect. */
public final class Verdicts {

    private Verdicts() {}

    /** @param reason why it was refused, where the partner refused it */
    public static Happening ofFailure(Reply reply, String reason) {
        return switch (reply) {
            case Reply.NotSent() -> new Happening.NotDelivered(null, null);
            case Reply.Lost() -> new Happening.Lost();
            case Reply.Answered answered -> ofStatus(answered, reason);
        };
    }

    /** Reading has no effect: whatever went wrong, it is simply tried again. */
    public static Happening ofReading(Reply reply) {
        return ofFailure(reply, Reason.POSTING_REJECTED) instanceof Happening.NotDelivered notDelivered
                ? notDelivered
                : new Happening.NotDelivered(null, null);
    }

    /**
     * By contract, these answers come before anything is processed; every other failure may have come after. 409, too: that
     * our reference is there already may mean an earlier attempt of ours.
     */
    private static Happening ofStatus(Reply.Answered answered, String reason) {
        return switch (answered.status()) {
            case 401, 402, 403 -> new Happening.NotDelivered(Reason.PARTNER_CREDENTIAL_REFUSED, answered.retryAfter());
            case 429, 503 -> new Happening.NotDelivered(null, answered.retryAfter());
            case 400, 404, 410, 413, 415, 422 -> new Happening.Refused(reason);
            default -> new Happening.Lost();
        };
    }
}
