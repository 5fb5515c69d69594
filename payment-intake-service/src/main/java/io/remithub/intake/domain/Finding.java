package io.remithub.intake.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place where a remittance's figures do not agree.
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

    /** Where in the remittance a rule looks. */
    public enum Level {
        LINE,
        CLAIM,
        TRANSACTION
    }

    /** The rules of the 835's balance; their {@link #wire()} form is what payers and events see. */
    public enum Code {
        /** SVC02 − Σ CAS of the line = SVC03. */
        LINE_OUT_OF_BALANCE(Level.LINE, true, "The line's charge less its adjustments is not its payment."),
        /** CLP03 − Σ CAS of the claim and its lines = CLP04. */
        CLAIM_OUT_OF_BALANCE(Level.CLAIM, true, "The claim's charge less all adjustments is not its payment."),
        /** Σ SVC02 = CLP03. */
        CLAIM_CHARGE_DIFFERS_FROM_LINES(Level.CLAIM, true, "The lines' charges do not add up to the claim's."),
        /** Σ SVC03 − Σ CAS of the claim itself = CLP04. */
        CLAIM_PAYMENT_DIFFERS_FROM_LINES(Level.CLAIM, true, "The lines' payments do not add up to the claim's."),
        /** Σ PR adjustments = CLP05; payers deviate, so nothing waits for it. */
        PATIENT_RESPONSIBILITY_DIFFERS(
                Level.CLAIM, false, "The PR adjustments do not add up to the patient's responsibility."),
        /** Σ CLP04 − Σ PLB = BPR02. */
        TRANSACTION_OUT_OF_BALANCE(
                Level.TRANSACTION, true, "The claims' payments less provider adjustments are not the amount."),
        /** totalNumberClaims = the number of claims. */
        CLAIM_COUNT_DIFFERS(Level.TRANSACTION, true, "totalNumberClaims is not the number of claims."),
        CUTOFF_AFTER_PAYMENT_DATE(Level.TRANSACTION, false, "The adjudication cut-off lies after the payment date.");

        private final Level level;
        private final boolean blocking;
        private final String message;

        Code(Level level, boolean blocking, String message) {
            this.level = level;
            this.blocking = blocking;
            this.message = message;
        }

        public Level level() {
            return level;
        }

        /** False: reported only. */
        public boolean blocking() {
            return blocking;
        }

        public String message() {
            return message;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether expected and actual are amounts in cents. */
        public boolean isMoney() {
            return this != CLAIM_COUNT_DIFFERS;
        }
    }
}
