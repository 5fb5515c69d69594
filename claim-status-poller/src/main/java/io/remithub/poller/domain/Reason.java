package io.remithub.poller.domain;

import java.util.Locale;

/** Why a ticket stands where it stands: what its history, the log and the operators' window say. */
public enum Reason {
    REQUESTED,
    TAKEN,
    LEASE_RAN_OUT,
    ACCEPTED,
    PROCESSING,
    ANSWERED,
    /** Not final yet: asked again by the calendar. */
    RECHECK,
    /** Final, but its check is not cashed: asked again by the calendar. */
    CHECK_UNCASHED,
    RECHECKS_EXHAUSTED,
    /** The payer's system could not answer (E*): asked again soon. */
    PAYER_UNWELL,
    REFUSED,
    UNKNOWN_TICKET,
    TTL_PASSED,
    NEXT_GENERATION,
    OVERDUE,
    CREDENTIAL_REFUSED,
    TOO_MANY_REQUESTS,
    PARTNER_ERROR,
    UNREACHABLE,
    TIMEOUT,
    CIRCUIT_OPEN,
    TOKEN_UNAVAILABLE,
    UNREADABLE_ANSWER,
    ANSWER_TOO_LARGE,
    INTERNAL_ERROR,
    /** An operator did not want to wait. */
    POLL_NOW,
    /** Nobody waits for it any more. */
    CANCELLED,
    CANCELLED_BY_OPERATOR;

    /** As stored and shown. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Reason of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
