package io.remithub.poller.domain;

/** What a 277 category means to the hub (X12 claim status category codes). */
public enum Meaning {
    /** F*: the payer is done. */
    FINAL("NONE"),
    /** A0–A2, P*: received or in process. */
    PENDING("ASK_AGAIN"),
    /** A3–A8, R*, D*, and what we do not know: somebody has to look. */
    REJECTED("EXCEPTION"),
    /** E*: the payer's system could not tell. */
    RETRIED("ASK_AGAIN");

    private final String nextAction;

    Meaning(String nextAction) {
        this.nextAction = nextAction;
    }

    public String nextAction() {
        return nextAction;
    }

    /** Of a claim whose lines differ, the meaning that keeps the hub waiting longest. */
    public boolean outweighs(Meaning other) {
        return weight() > other.weight();
    }

    private int weight() {
        return switch (this) {
            case FINAL -> 0;
            case REJECTED -> 1;
            case PENDING -> 2;
            case RETRIED -> 3;
        };
    }

    public static Meaning of(String category) {
        return switch (category) {
            case "A0", "A1", "A2" -> PENDING;
            default ->
                switch (category.isEmpty() ? ' ' : category.charAt(0)) {
                    case 'F' -> FINAL;
                    case 'P' -> PENDING;
                    case 'E' -> RETRIED;
                    default -> REJECTED;
                };
        };
    }
}
