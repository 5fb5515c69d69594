package io.remithub.posting.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a posting stands where it stands: codes only, since a partner's own words may name a patient. */
public final class Reason {

    public static final String OUT_OF_BALANCE = "out-of-balance";
    public static final String PATIENT_UNKNOWN = "patient-unknown";
    public static final String PAYMENT_TYPE_UNKNOWN = "payment-type-unknown";
    public static final String AMBIGUOUS_PAYMENT_TYPE = "ambiguous-payment-type";
    /** NexHealth takes no payments for the location's health record. */
    public static final String EHR_UNSUPPORTED = "ehr-unsupported";

    public static final String POSTING_REJECTED = "posting-rejected";
    public static final String POSTING_UNCONFIRMED = "posting-unconfirmed";
    public static final String POSTING_REVIEW = "posting-review";
    public static final String CHARGE_REJECTED = "charge-rejected";
    public static final String CHARGE_UNCONFIRMED = "charge-unconfirmed";
    public static final String PARTNER_CREDENTIAL_REFUSED = "partner-credential-refused";

    /** The amount is zero. */
    public static final String NOTHING_TO_POST = "nothing-to-post";
    /** A reversal came first. */
    public static final String REVERSED = "reversed";
    /** An operator decided it. */
    public static final String CANCELLED = "cancelled";
    /** The location's mode leaves this to others. */
    public static final String LOCATION_MODE = "location-mode";
    /** The partner was not reached, or said that it did nothing. */
    public static final String NOT_DELIVERED = "not-delivered";
    /** The answer never came: the partner may have done it. */
    public static final String ANSWER_LOST = "answer-lost";
    /** The process that made the call died before it could write down the answer. */
    public static final String ATTEMPT_ABANDONED = "attempt-abandoned";
    /** The ledger has been read since, and has nothing. */
    public static final String PROVEN_ABSENT = "proven-absent";
    /** Of what a reversal is to undo, nothing is known here. */
    public static final String ORIGINAL_UNKNOWN = "original-unknown";
    /** Less is left of it than the reversal takes back. */
    public static final String ORIGINAL_SMALLER = "original-smaller";
    /** It waits for people itself. */
    public static final String ORIGINAL_WAITS = "original-waits";
    /** It is under way. */
    public static final String ORIGINAL_NOT_CONFIRMED = "original-not-confirmed";
    /** An operator has seen it at the partner. */
    public static final String CONFIRMED_BY_HAND = "confirmed-by-hand";
    /** The partner says that it failed, an operator that it is there. */
    public static final String PARTNER_DISAGREES = "partner-disagrees";
    /** It is confirmed, and the ledger shows another amount. */
    public static final String LEDGER_DIFFERS = "ledger-differs";

    /** It was undone by a person's word, and the ledger shows otherwise to undo by now. */
    public static final String BY_HAND_DIFFERS = "by-hand-differs";

    /** An operator says which transaction at the partner it is. */
    public static final String LINKED = "linked";

    /** The ledger's records do not add up to the amount, or not yet. */
    public static final String AMOUNT_DIFFERS = "amount-differs";

    private static final Set<String> FOR_APPROVAL =
            Set.of(OUT_OF_BALANCE, POSTING_REVIEW, ORIGINAL_UNKNOWN, ORIGINAL_SMALLER);

    /** It goes on by itself, once something else has been seen to, or has come. */
    private static final Set<String> FOR_OTHERS = Set.of(PARTNER_CREDENTIAL_REFUSED, ORIGINAL_WAITS, ORIGINAL_UNKNOWN);

    private Reason() {}

    static boolean forOthers(@Nullable String reason) {
        return reason != null && FOR_OTHERS.contains(reason);
    }

    static boolean forApproval(@Nullable String reason) {
        return reason != null && FOR_APPROVAL.contains(reason);
    }
}
