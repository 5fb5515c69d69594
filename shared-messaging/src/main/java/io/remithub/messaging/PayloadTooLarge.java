package io.remithub.messaging;

/** An event that the broker would never take: to be refused before anything is stored. */
public final class PayloadTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PayloadTooLarge(String type, int bytes, int limit) {
        super("%s of %d bytes exceeds the broker's %d".formatted(type, bytes, limit));
    }
}
