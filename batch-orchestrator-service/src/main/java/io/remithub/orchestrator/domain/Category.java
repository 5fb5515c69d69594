package io.remithub.orchestrator.domain;

/** X12 277 claim status category (STC01-1), F1 for one. */
public record Category(String code) {

    public enum Meaning {
        FINAL,
        /** The payer works on it: asked again later. */
        PENDING,
        /** Refused, in need of data, or not known: somebody has to look. */
        REJECTED,
        /** The answer itself failed: asked again. */
        RETRIED
    }

    /** As the poller understands it, which asks no more for what is neither final, pending nor to be asked again. */
    public Meaning meaning() {
        return switch (code) {
            case "A0", "A1", "A2" -> Meaning.PENDING;
            default ->
                switch (code.isEmpty() ? ' ' : code.charAt(0)) {
                    case 'F' -> Meaning.FINAL;
                    case 'P' -> Meaning.PENDING;
                    case 'E' -> Meaning.RETRIED;
                    default -> Meaning.REJECTED;
                };
        };
    }
}
