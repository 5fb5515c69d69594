package io.remithub.posting.domain;

/** How a practice's location wants its postings, and what can be posted there. */
public record Location(
        String subdomain,
        String locationId,
        Mode mode,
        HealthRecord healthRecord,
        String insurancePaymentType,
        String reversalType,
        String prefix) {

    public enum Mode {
        /** Everything is posted. */
        ALL,
        /** Only the patient's share; the insurer's money is entered by the practice. */
        PATIENT_ONLY,
        /** Prepared, and left to an operator. */
        REVIEW,
        /** Nothing. */
        OFF;

        public boolean leavesOut(Purpose purpose) {
            return switch (this) {
                case ALL, REVIEW -> false;
                case OFF -> !purpose.compensates();
                case PATIENT_ONLY -> purpose == Purpose.PAYMENT;
            };
        }
    }

    /** The name of the type that it posts so. */
    public String type(Effect effect) {
        return effect.takesBack() ? reversalType : insurancePaymentType;
    }
}
