package io.remithub.intake.inbound.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What is kept of a request, a payment at a time: as if it had been issued alone. */
final class Requests {

    private static final byte[] BEFORE = "{\"payment\":".getBytes(StandardCharsets.US_ASCII);

    private Requests() {}

    /** @param payment as it came */
    static byte[] of(byte[] payment) {
        var request = new ByteArrayOutputStream(BEFORE.length + payment.length + 1);
        request.writeBytes(BEFORE);
        request.writeBytes(payment);
        request.write('}');
        return request.toByteArray();
    }
}
