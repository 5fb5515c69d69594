package io.remithub.sandbox.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one receiver.
 *
 * @param endpointId who is told when it is given up
 * @param secret null: the message goes unsigned
 * @param notBefore when it is sent for the first time
 */
public record Delivery(
        String id,
        String endpointId,
        String targetUrl,
        @Nullable String secret,
        String body,
        Instant notBefore) {

    public static Delivery of(
            String endpointId, String targetUrl, @Nullable String secret, String body, Instant notBefore) {
        return new Delivery(UUID.randomUUID().toString(), endpointId, targetUrl, secret, body, notBefore);
    }

    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
