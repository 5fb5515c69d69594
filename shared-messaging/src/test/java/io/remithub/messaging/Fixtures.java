package io.remithub.messaging;

import io.remithub.events.intake.PaymentRemoved;
import io.remithub.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Events that start valid. */
final class Fixtures {

    static final String TENANT = "0190a000-0000-7000-8000-000000000001";

    private static long offset;

    private Fixtures() {}

    /** With a handler of the test's own. */
    static void apply(Inbox inbox, ConsumerRecords<String, byte[]> polled, Consumer<List<ReceivedEvent>> handler) {
        inbox.apply(Topic.PAYMENTS_INTAKE, Inbox.raws(Topic.PAYMENTS_INTAKE, polled), handler);
    }

    /** A handler that notes what it gets: subject and sequence. */
    static Consumer<List<ReceivedEvent>> note(List<String> applied) {
        return events -> events.forEach(event -> applied.add(event.subject() + " " + event.sequence()));
    }

    /** How many rows of a table are of a subject. */
    static int count(DataSource database, String table, String subject) {
        return count(database, table, "subject", subject);
    }

    static int count(DataSource database, String table, String column, String value) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("select count(*) from %s where %s = ?".formatted(table, column))) {
            select.setString(1, value);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException unwell) {
            throw new AssertionError(unwell);
        }
    }

    static PaymentRemoved removed(String batchId, String paymentId) {
        return PaymentRemoved.newBuilder()
                .setTenantId(TENANT)
                .setBatchId(batchId)
                .setPaymentId(paymentId)
                .setRequestedBy("key-1")
                .build();
    }

    static OutgoingEvent anEvent(String batchId, String paymentId) {
        return new OutgoingEvent(
                Topic.PAYMENTS_INTAKE, batchId, batchId, TENANT, removed(batchId, paymentId), Cause.NONE);
    }

    /** As it would be polled. */
    static ConsumerRecord<String, byte[]> aRecord(String batchId, long sequence) {
        return aRecord(batchId, sequence, AvroCodec.encode(removed(batchId, "payment-" + sequence)));
    }

    static ConsumerRecord<String, byte[]> aRecord(String batchId, long sequence, byte[] payload) {
        return aRecord(batchId, sequence, payload, batchId);
    }

    static ConsumerRecord<String, byte[]> aRecord(String batchId, long sequence, byte[] payload, String key) {
        RecordHeaders headers = Headers.of(Ids.next(), "test", Instant.now(), anEvent(batchId, "p"))
                .toRecord();
        headers.add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                Topic.PAYMENTS_INTAKE.topicName(),
                3,
                offset++,
                0L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                payload,
                headers,
                Optional.empty());
    }

    @SafeVarargs
    static ConsumerRecords<String, byte[]> polled(ConsumerRecord<String, byte[]>... records) {
        return polled(List.of(records));
    }

    static ConsumerRecords<String, byte[]> polled(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(Topic.PAYMENTS_INTAKE.topicName(), 3), records), Map.of());
    }
}
