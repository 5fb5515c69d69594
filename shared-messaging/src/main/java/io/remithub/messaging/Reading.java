package io.remithub.messaging;

import io.remithub.schemas.Topic;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as it was polled, or as it waits in a gap, and what could be made of it. */
sealed interface Reading {

    Raw raw();

    /** As it travels. Place and partition are -1 for what waited in a gap. */
    record Raw(
            Topic topic,
            int partition,
            long place,
            @Nullable String key,
            Headers headers,
            byte @Nullable [] payload) {
        static Raw of(Topic topic, ConsumerRecord<String, byte[]> polled) {
            return new Raw(
                    topic,
                    polled.partition(),
                    polled.offset(),
                    polled.key() == null ? null : Headers.storable(polled.key()),
                    Headers.of(polled.headers()),
                    polled.value());
        }

        /** Else it waited in a gap. */
        boolean isPolled() {
            return partition >= 0;
        }

        /** Its writer's schema, if this process has yet to learn it. */
        boolean ofUnknownSchema() {
            if (payload == null) {
                return false;
            }
            var fingerprint = AvroCodec.fingerprintOf(payload);
            return fingerprint.isPresent()
                    && classOf(topic, headers.type()).isPresent()
                    && !AvroCodec.knows(fingerprint.getAsLong());
        }
    }

    /** An event. */
    record Event(Raw raw, ReceivedEvent event) implements Reading {}

    /** What can never be read; the code says why, since texts may leak what they complain of. */
    record Unreadable(Raw raw, String code) implements Reading {}

    /** Of a compacted topic: the key is gone, and nothing follows from it. */
    record Tombstone(Raw raw) implements Reading {}

    static Reading of(Raw raw) {
        if (raw.payload() == null) {
            return raw.topic().retention() == Topic.Retention.COMPACT
                    ? new Tombstone(raw)
                    : new Unreadable(raw, "no-payload");
        }
        Headers headers = raw.headers();
        String id = headers.id();
        String subject = headers.subject();
        String tenant = headers.tenant();
        String time = headers.time();
        if (id == null || subject == null || tenant == null || time == null || headers.sequence() < 1) {
            return new Unreadable(raw, "headers-incomplete");
        }
        Optional<Class<? extends SpecificRecord>> type = classOf(raw.topic(), headers.type());
        if (type.isEmpty()) {
            return new Unreadable(raw, "unknown-type");
        }
        try {
            return new Event(
                    raw,
                    new ReceivedEvent(
                            id,
                            raw.topic(),
                            raw.key() == null ? "" : raw.key(),
                            subject,
                            headers.sequence(),
                            tenant,
                            Instant.parse(time),
                            new Cause(id, headers.traceparent()),
                            AvroCodec.decode(raw.payload(), type.get())));
        } catch (DateTimeException unreadable) {
            return new Unreadable(raw, "headers-malformed");
        } catch (AvroRuntimeException
                | UncheckedIOException
                | IndexOutOfBoundsException
                | ClassCastException
                | NegativeArraySizeException
                | UnsupportedOperationException unreadable) {
            return new Unreadable(raw, "payload-unreadable");
        }
    }

    private static Optional<Class<? extends SpecificRecord>> classOf(Topic topic, @Nullable String type) {
        return topic.events().stream()
                .filter(event -> event.getName().equals(type))
                .findFirst();
    }
}
