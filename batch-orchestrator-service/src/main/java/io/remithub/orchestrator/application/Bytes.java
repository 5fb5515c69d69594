package io.remithub.orchestrator.application;

import java.nio.ByteBuffer;

/** Avro's bytes as ours. */
final class Bytes {

    private Bytes() {}

    static byte[] of(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
