package io.remithub.orchestrator.domain;

/** X12 277 claim status category (STC01-1), F1 for one. */
public record Category(String code) {

    public enum Meaning {
        FINAL,
        /** The payer works on it: asked again later. */
        PENDING,
        /** Refused or in need of data: somebody has to look. */
        REJECTED,
        /** The answer itself failed: asked again. */
        RETRIED
    }

    public Meaning meaning() {
        if (code.isEmpty()) {
            return Meaning.RETRIED;
        }
        return switch (code.charAt(0)) {
            case 'F' -> Meaning.FINAL;
            case 'A' -> code.length() > 1 && code.charAt(1) >= '3' ? Meaning.REJECTED : Meaning.PENDING;
            case 'R', 'D' -> Meaning.REJECTED;
            case 'E' -> Meaning.RETRIED;
            default -> Meaning.PENDING;
        };
    }
}
