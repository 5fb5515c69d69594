package io.remithub.intake.domain;

/** One payment; a reissue keeps it. */
public record PaymentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
