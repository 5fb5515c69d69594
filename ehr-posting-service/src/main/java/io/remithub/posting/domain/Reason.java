package io.remithub.posting.domain;

/** Why a posting stands where it stands: codes only, since a partner's own words may name a patient. */
public final class Reason {

    public static final String OUT_OF_BALANCE = "out-of-balance";
    public static final String PATIENT_UNKNOWN = "patient-unknown";
    public static final String PAYMENT_TYPE_UNKNOWN = "payment-type-unknown";
    public static final String AMBIGUOUS_PAYMENT_TYPE = "ambiguous-payment-type";
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
    /** The ledger's records do not add up to the amount, or not yet. */
    public static final String AMOUNT_DIFFERS = "amount-differs";

    private Reason() {}
}
