package io.remithub.messaging;

import io.remithub.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event to be published once the caller's transaction commits.
 *
 * @param key the Kafka key: what order is promised by
 * @param subject whose {@code ce_sequence} counts it
 */
public record OutgoingEvent(
        Topic topic, String key, String subject, String tenant, SpecificRecord payload, Cause cause) {

    public OutgoingEvent {
        if (!topic.events().contains(payload.getClass())) {
            throw new IllegalArgumentException(payload.getClass().getName() + " does not travel on " + topic);
        }
    }

    /** The Avro full name. */
    public String type() {
        return payload.getSchema().getFullName();
    }

    @Override
    public String toString() {
        return "%s of %s on %s".formatted(type(), subject, topic.topicName());
    }
}
