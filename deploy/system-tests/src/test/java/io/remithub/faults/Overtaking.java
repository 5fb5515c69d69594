package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.HeldRelay;
import io.remithub.rig.Part;
import io.remithub.system.Streams;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An event comes before the one that it follows: whoever reads it sets it aside until then. */
final class Overtaking {

    /** The clearinghouse answers a claim once or twice: what sends that has hardly ever two of one claim at once. */
    private static final List<Part> SENDERS = List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POSTING);

    /** Told apart by it from what the hub sends, which has its order. */
    private static final String EARLY = "of-the-suite";

    private static final Duration TO_PILE_UP = Duration.ofSeconds(5);

    /** The second of each subject of which there are two. */
    private static final String SECONDS = """
            select topic, key, headers, payload
              from (select o.*, row_number() over (partition by topic, substring(headers from 'ce_subject=([^\n]*)')
                                                   order by id) as place
                      from outbox o) o
             where place = 2""";

    private Overtaking() {}

    static @Nullable String overtake(Scene scene) throws Exception {
        var part = scene.deal("overtaken at", SENDERS);
        var rig = scene.hub().rig();
        try (var _ = new HeldRelay(rig.connect(part))) {
            var early = pileUp(new Tables(rig, part));
            if (early.isEmpty()) {
                scene.deck().back("overtaken at", part);
                return null;
            }
            send(rig.bootstrapServers(), early);
            scene.last(500, 1_500);
            return "%s: %d events come before what they follow".formatted(part.label(), early.size());
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> pileUp(Tables outbox)
            throws SQLException, InterruptedException {
        long until = System.nanoTime() + TO_PILE_UP.toNanos();
        var early = List.<ProducerRecord<byte[], byte[]>>of();
        while (early.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(1_000);
            early = outbox
                    .rows(SECONDS, row -> record(row.getString(1), row.getString(2), row.getString(3), row.getBytes(4)))
                    .stream()
                    .filter(record -> Streams.OF_EVENTS.contains(record.topic()))
                    .toList();
        }
        return early;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String headers, byte[] payload) {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), payload);
        headers.lines().map(line -> line.split("=", 2)).forEach(header -> record.headers()
                .add(header[0], header[1].getBytes(StandardCharsets.UTF_8)));
        record.headers().add(EARLY, new byte[0]);
        return record;
    }

    private static void send(String servers, List<ProducerRecord<byte[], byte[]>> early) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<java.util.concurrent.Future<?>>();
            early.forEach(record -> sent.add(producer.send(record)));
            for (var one : sent) {
                one.get();
            }
        }
    }

    static boolean isEarly(org.apache.kafka.common.header.Headers headers) {
        return headers.lastHeader(EARLY) != null;
    }
}
