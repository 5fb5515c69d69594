package io.remithub.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import io.remithub.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's embedded engine, which follows the inserts into a table and gives them to a producer batch by batch. */
final class Debezium implements AutoCloseable {

    private final String topic = "bench-debezium-" + UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer;
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong sent = new AtomicLong();

    Debezium(Rig rig, Part part, String table) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Topic.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.engine = DebeziumEngine.create(Connect.class)
                .using(settings(rig, part, table))
                .notifying(this::take)
                .build();
        thread.execute(engine);
    }

    private static Properties settings(Rig rig, Part part, String table) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "name", "bench",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore",
                "topic.prefix", "bench",
                "plugin.name", "pgoutput",
                "snapshot.mode", "no_data",
                "publication.autocreate.mode", "filtered",
                "slot.drop.on.stop", "true",
                "table.include.list", "public." + table));
        settings.putAll(Map.of(
                "database.hostname", "localhost",
                "database.port", Integer.toString(rig.postgresPort()),
                "database.user", "postgres",
                "database.password", "",
                "database.dbname", part.database()));
        return settings;
    }

    private void take(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        int given = 0;
        for (var event : events) {
            if (event.value().value() instanceof Struct change && change.getStruct("after") != null) {
                var row = change.getStruct("after");
                producer.send(new ProducerRecord<>(topic, row.getString("key"), row.getBytes("payload")));
                given++;
            }
        }
        producer.flush();
        for (var event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        sent.addAndGet(given);
    }

    long sent() {
        return sent.get();
    }

    @Override
    public void close() throws Exception {
        engine.close();
        thread.shutdown();
        thread.awaitTermination(20, TimeUnit.SECONDS);
        producer.close();
    }
}
