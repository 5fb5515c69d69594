package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Faults of what is on the streams. */
final class Streams {

    private static final List<String> TAKEN = List.of(
            "payments.intake.v1",
            "payments.lifecycle.v1",
            "batches.lifecycle.v1",
            "claims.status-requests.v1",
            "claims.status.v1",
            "ehr.posting-requests.v1",
            "ehr.postings.v1");
    private static final int LARGE = 900_000;
    private static final int MOST_REPEATED = 300;
    private static final Duration GROUP_TO_EMPTY = Duration.ofSeconds(60);

    private Streams() {}

    /** What nobody can read is put among the events: whoever reads the topic sets it aside, and goes on. */
    static String poison(Scene scene) throws Exception {
        var random = scene.random();
        var topic = TAKEN.get(random.nextInt(TAKEN.size()));
        int kind = random.nextInt(4);
        var value =
                switch (kind) {
                    case 0 -> bytes(random, random.nextInt(1, 200));
                    case 1 -> bytes(random, LARGE);
                    case 2 -> null;
                    default -> new byte[0];
                };
        var poison = new ProducerRecord<byte[], byte[]>(topic, bytes(random, 8), value);
        if (random.nextBoolean()) {
            header(poison, "ce_id", "poison-" + random.nextInt());
            header(poison, "ce_type", "io.remithub.events.NoSuchThing");
            header(poison, "ce_subject", "poison-" + random.nextInt());
            header(poison, "ce_sequence", "1");
            header(poison, "ce_tenant", Tenant.ACME.id());
        }
        try (var producer = producer(scene.hub().rig().bootstrapServers())) {
            var placed = producer.send(poison).get();
            scene.injected().add(new Snapshot.Place(placed.topic(), placed.partition(), placed.offset()));
        }
        Thread.sleep(random.nextInt(200, 1_500));
        return "%s: %s"
                .formatted(
                        topic,
                        List.of("noise", "a megabyte of noise", "nothing", "emptiness")
                                .get(kind));
    }

    /** Some of what was sent is sent again, in any order. */
    static String repeat(Scene scene) throws Exception {
        var servers = scene.hub().rig().bootstrapServers();
        var sent = new ArrayList<>(io.remithub.system.Streams.all(servers).stream()
                .filter(record -> TAKEN.contains(record.topic()))
                .toList());
        Collections.shuffle(sent, new Random(scene.random().nextLong()));
        var again = sent.subList(0, Math.min(sent.size(), MOST_REPEATED));
        try (var producer = producer(servers)) {
            for (var record : again) {
                producer.send(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()));
            }
        }
        Thread.sleep(scene.random().nextInt(500, 2_000));
        return "%d records sent again".formatted(again.size());
    }

    /** All of a service's streams are read from their beginning, as after a loss of the groups' places. */
    static String replay(Scene scene) throws Exception {
        var part = Hub.SERVICES.get(scene.random().nextInt(Hub.SERVICES.size()));
        Hub.of(part).forEach(scene.hub().rig()::kill);
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", scene.hub().rig().bootstrapServers()))) {
            long deadline = System.nanoTime() + GROUP_TO_EMPTY.toNanos();
            boolean deleted = false;
            while (!deleted && System.nanoTime() < deadline) {
                try {
                    admin.deleteConsumerGroups(List.of(part.label())).all().get();
                    deleted = true;
                } catch (ExecutionException membersAreStillMissed) {
                    Thread.sleep(500);
                }
            }
        }
        scene.hub().mend();
        return part.label() + " reads everything again";
    }

    private static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(RandomGenerator random, int many) {
        var bytes = new byte[many];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
