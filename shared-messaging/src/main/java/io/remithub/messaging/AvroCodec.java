package io.remithub.messaging;

import io.remithub.schemas.AvroModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro single-object encoding, and every writer's schema that this process has met. */
final class AvroCodec {

    private static final int HEADER_BYTES = 10;

    /** More than a record holds, of bytes or of items: none is without a byte. */
    private static final int MOST = 1 << 20;

    static {
        // Avro gives memory to a length before it reads that far, and reads its limits once, before its first record.
        for (String length : List.of("bytes.maxLength", "string.maxLength", "collectionItems.maxLength")) {
            System.setProperty("org.apache.avro.limits." + length, Integer.toString(MOST));
        }
    }

    private static final Map<Long, Schema> WRITERS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, BinaryMessageEncoder<SpecificRecord>> ENCODERS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, BinaryMessageDecoder<? extends SpecificRecord>> DECODERS =
            new ConcurrentHashMap<>();
    private static final SchemaStore STORE = AvroCodec::writer;

    private static volatile Runnable library = () -> {};

    private AvroCodec() {}

    static byte[] encode(SpecificRecord payload) {
        try {
            ByteBuffer encoded = ENCODERS.computeIfAbsent(
                            payload.getClass(),
                            type -> new BinaryMessageEncoder<>(AvroModel.of(type), payload.getSchema()))
                    .encode(payload);
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * @throws MissingSchemaException when the writer's schema has not been learnt yet
     * @throws org.apache.avro.AvroRuntimeException when the bytes are not such a record
     * @throws UnsupportedOperationException likewise, when they claim to hold more than Java could
     */
    static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        try {
            return type.cast(DECODERS.computeIfAbsent(type, AvroCodec::decoder).decode(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads the schemas that others have published: for what another release has sealed, and who knows when. */
    static void learnFrom(Runnable published) {
        library = published;
    }

    private static @Nullable Schema writer(long fingerprint) {
        if (!knows(fingerprint)) {
            library.run();
        }
        return WRITERS.get(fingerprint);
    }

    static void learn(Schema writer) {
        WRITERS.put(SchemaNormalization.parsingFingerprint64(writer), writer);
    }

    static boolean knows(long fingerprint) {
        return WRITERS.containsKey(fingerprint);
    }

    /** The writer schema's CRC-64-AVRO fingerprint, if the bytes begin as a single-object encoding does. */
    static OptionalLong fingerprintOf(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xC3 || bytes[1] != (byte) 0x01) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                ByteBuffer.wrap(bytes, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }

    static Schema schemaOf(Class<?> type) {
        return SpecificData.get().getSchema(type);
    }

    private static BinaryMessageDecoder<? extends SpecificRecord> decoder(Class<?> type) {
        Schema reader = schemaOf(type);
        learn(reader);
        return new BinaryMessageDecoder<>(AvroModel.of(type), reader, STORE);
    }
}
