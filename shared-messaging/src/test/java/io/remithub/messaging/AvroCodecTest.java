package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.PaymentRemoved;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {

    private static final int HEADER_BYTES = 10;

    @ParameterizedTest
    @ValueSource(longs = {1 << 21, 300_000_000, 2_147_483_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void a_text_that_claims_more_than_a_record_can_hold_is_refused_before_memory_is_given_to_it(long claimed)
            throws IOException {
        byte[] payload = claimingText(claimed);

        assertThatThrownBy(() -> AvroCodec.decode(payload, PaymentRemoved.class))
                .isInstanceOfAny(SystemLimitException.class, UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 21, 300_000_000, 2_147_483_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void so_is_a_list(long claimed) throws IOException {
        var encoded = AvroCodec.encode(releasing(List.of()));
        byte[] payload = claiming(encoded, encoder -> {
            encoder.writeString(Fixtures.TENANT);
            encoder.writeString("batch");
            encoder.writeIndex(1);
            encoder.writeLong(claimed);
        });

        assertThatThrownBy(() -> AvroCodec.decode(payload, BatchReleaseRequested.class))
                .isInstanceOfAny(SystemLimitException.class, UnsupportedOperationException.class);
    }

    @Test
    void as_much_as_a_record_can_hold_is_read() {
        var text = Fixtures.removed("batch", "p".repeat(983_000));
        var list = releasing(Collections.nCopies(400_000, "p"));

        assertThat(AvroCodec.decode(AvroCodec.encode(text), PaymentRemoved.class))
                .isEqualTo(text);
        assertThat(AvroCodec.decode(AvroCodec.encode(list), BatchReleaseRequested.class))
                .isEqualTo(list);
    }

    /** A removal whose first text says that it is so long, and ends. */
    static byte[] claimingText(long claimed) throws IOException {
        return claiming(AvroCodec.encode(Fixtures.removed("batch", "p")), encoder -> encoder.writeLong(claimed));
    }

    private static byte[] claiming(byte[] like, Body body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(Arrays.copyOf(like, HEADER_BYTES));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        body.write(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static BatchReleaseRequested releasing(List<String> payments) {
        return BatchReleaseRequested.newBuilder()
                .setTenantId(Fixtures.TENANT)
                .setBatchId("batch")
                .setPaymentIds(payments)
                .setRequestedBy("key-1")
                .build();
    }

    @FunctionalInterface
    private interface Body {
        void write(BinaryEncoder encoder) throws IOException;
    }
}
