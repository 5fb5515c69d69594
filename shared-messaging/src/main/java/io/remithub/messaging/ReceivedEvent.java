package io.remithub.messaging;

import io.remithub.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** An event as it came in, decoded. */
public record ReceivedEvent(
        String id,
        Topic topic,
        String key,
        String subject,
        long sequence,
        String tenant,
        Instant time,
        Cause cause,
        SpecificRecord payload) {

    /** What follows from it goes on below that span. */
    ReceivedEvent within(String traceparent) {
        return new ReceivedEvent(id, topic, key, subject, sequence, tenant, time, new Cause(id, traceparent), payload);
    }

    @Override
    public String toString() {
        return "%s %d of %s on %s".formatted(payload.getSchema().getName(), sequence, subject, topic.topicName());
    }
}
