package io.remithub.intake.domain;

/** A batch of payments. */
public record BatchId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
