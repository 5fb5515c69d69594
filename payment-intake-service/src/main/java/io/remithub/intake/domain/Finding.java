package io.remithub.intake.domain;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place where a remittance's figures do not agree, or where an identifier or a code is not a valid one.
 *
 * @param claimIndex null on the level of the payment
 * @param lineIndex from 0, null above the line
 * @param expected what the other figures come to, in cents, or a count where the code counts
 * @param actual what the remittance says
 */
public record Finding(
        Code code,
        @Nullable Integer claimIndex,
        @Nullable Integer lineIndex,
        @Nullable Long expected,
        @Nullable Long actual) {

    /** Lines, then their claim, claim after claim, then the whole. */
    static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    Finding::claimIndex, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Finding::lineIndex, Comparator.nullsLast(Comparator.naturalOrder()));

    static Finding of(Code code, Place place) {
        return new Finding(code, place.claim(), place.line(), null, null);
    }

    static Finding of(Code code, Place place, long expected, long actual) {
        return new Finding(code, place.claim(), place.line(), expected, actual);
    }

    public Level level() {
        if (claimIndex == null) {
            return Level.TRANSACTION;
        }
        return lineIndex == null ? Level.CLAIM : Level.LINE;
    }

    /** Where in the remittance a rule looks. */
    public enum Level {
        LINE,
        CLAIM,
        TRANSACTION
    }

    /** What follows from it. */
    public enum Severity {
        /** The payment waits; where the account rejects, it is refused. */
        BLOCKING,
        /** Nothing waits; where the account rejects, it is refused. */
        WARNING,
        /** Said, and nothing follows. */
        NOTE
    }

    /** A line, a claim, or the whole. */
    record Place(@Nullable Integer claim, @Nullable Integer line) {
        static final Place WHOLE = new Place(null, null);
    }

    /** The rules of the 835; their {@link #wire()} form is what payers and events see. */
    public enum Code {
        /** SVC02 − Σ CAS of the line = SVC03. */
        LINE_OUT_OF_BALANCE(Severity.BLOCKING, "The line's charge less its adjustments is not its payment."),
        /** CLP03 − Σ CAS of the claim and its lines = CLP04. */
        CLAIM_OUT_OF_BALANCE(Severity.BLOCKING, "The claim's charge less all adjustments is not its payment."),
        /** Σ SVC02 = CLP03. */
        CLAIM_CHARGE_DIFFERS_FROM_LINES(Severity.BLOCKING, "The lines' charges do not add up to the claim's."),
        /** Σ SVC03 − Σ CAS of the claim itself = CLP04. */
        CLAIM_PAYMENT_DIFFERS_FROM_LINES(Severity.BLOCKING, "The lines' payments do not add up to the claim's."),
        /** Σ PR adjustments = CLP05; payers deviate. */
        PATIENT_RESPONSIBILITY_DIFFERS(
                Severity.NOTE, "The PR adjustments do not add up to the patient's responsibility."),
        /** Σ CLP04 − Σ PLB = BPR02. */
        TRANSACTION_OUT_OF_BALANCE(
                Severity.BLOCKING, "The claims' payments less provider adjustments are not the amount."),
        /** totalNumberClaims = the number of claims. */
        CLAIM_COUNT_DIFFERS(Severity.BLOCKING, "totalNumberClaims is not the number of claims."),
        /** TS304, which is informational, = the number of claims beside it. */
        PROVIDER_SUMMARY_COUNT_DIFFERS(
                Severity.NOTE, "A provider summary's quantity is not the number of claims beside it."),
        CUTOFF_AFTER_PAYMENT_DATE(Severity.NOTE, "The adjudication cut-off lies after the payment date."),

        NPI_INVALID(Severity.WARNING, "An NPI is not one: 10 digits, the first 1 or 2, the last a check digit."),
        TIN_INVALID(Severity.WARNING, "The payee's tax id is none that is given out."),
        /** SVC01 and SVC06. */
        PROCEDURE_CODE_INVALID(Severity.WARNING, "A procedure code is none of the set that its qualifier names."),
        /** SVC04. */
        REVENUE_CODE_INVALID(Severity.WARNING, "A revenue code has other than 3 or 4 digits."),

        GROUP_CODE_UNKNOWN(Severity.WARNING, "An adjustment group code is not on the list."),
        GROUP_CODE_NOT_YET_VALID(Severity.WARNING, "An adjustment group code was not valid yet."),
        GROUP_CODE_NO_LONGER_VALID(Severity.WARNING, "An adjustment group code was no longer valid."),
        REASON_CODE_UNKNOWN(Severity.WARNING, "An adjustment reason code (CARC) is not on the list."),
        REASON_CODE_NOT_YET_VALID(Severity.WARNING, "An adjustment reason code (CARC) was not valid yet."),
        REASON_CODE_NO_LONGER_VALID(Severity.WARNING, "An adjustment reason code (CARC) was no longer valid."),
        REMARK_CODE_UNKNOWN(Severity.WARNING, "A remark code (RARC) is not on the list."),
        REMARK_CODE_NOT_YET_VALID(Severity.WARNING, "A remark code (RARC) was not valid yet."),
        REMARK_CODE_NO_LONGER_VALID(Severity.WARNING, "A remark code (RARC) was no longer valid."),
        REMARK_CODE_MISSING(Severity.WARNING, "An adjustment reason code (CARC) that needs a remark code has none.");

        private final Severity severity;
        private final String message;

        Code(Severity severity, String message) {
            this.severity = severity;
            this.message = message;
        }

        public Severity severity() {
            return severity;
        }

        /** Whether a payment waits for it. */
        public boolean blocking() {
            return severity == Severity.BLOCKING;
        }

        public String message() {
            return message;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether expected and actual are amounts in cents. */
        public boolean isMoney() {
            return this != CLAIM_COUNT_DIFFERS && this != PROVIDER_SUMMARY_COUNT_DIFFERS;
        }
    }
}
