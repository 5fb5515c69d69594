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

    @Override
    public String toString() {
        return "%s %d of %s on %s".formatted(payload.getSchema().getName(), sequence, subject, topic.topicName());
    }
}
