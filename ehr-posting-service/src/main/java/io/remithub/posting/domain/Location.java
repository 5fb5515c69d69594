package io.remithub.posting.domain;

/** How a practice's location wants its postings. */
public record Location(String subdomain, String locationId, Mode mode, String insurancePaymentType, String prefix) {

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
}
