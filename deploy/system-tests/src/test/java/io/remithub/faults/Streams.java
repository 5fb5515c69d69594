package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Faults of what is on the streams. */
final class Streams {

    private static final List<String> TAKEN = io.remithub.system.Streams.OF_EVENTS;
    private static final int LARGE = 900_000;
    private static final int MOST_REPEATED = 300;
    private static final Duration GROUP_TO_EMPTY = Duration.ofSeconds(60);

    private Streams() {}

    /** What nobody can read is put among the events: whoever reads the topic sets it aside, and goes on. */
    static @Nullable String poison(Scene scene) throws Exception {
        var random = scene.random();
        var topic = scene.deal("topics", TAKEN);
        int kind = scene.deal("poisons", List.of(0, 1, 2, 3, 4));
        if (kind == 4) {
            return unknownSchema(scene, topic);
        }
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

    /** Whoever reads the topic waits until the schema is known; what it is of was there before, and does nothing. */
    private static @Nullable String unknownSchema(Scene scene, String topic) throws Exception {
        var servers = scene.hub().rig().bootstrapServers();
        var schemas = NewSchemas.of(servers, "later" + scene.random().nextInt(1_000_000));
        var sent = some(servers, Set.of(topic), new Random(scene.random().nextLong()));
        if (sent.isEmpty()) {
            return null;
        }
        var record = sent.getFirst();
        try (var producer = producer(servers)) {
            producer.send(again(record, schemas.write(record.value()))).get();
            scene.last(1_000, 4_000);
        }
        schemas.publish(servers);
        return topic + ": a schema that is unknown for a while";
    }

    /** Some of what was sent is sent again, in any order. */
    static @Nullable String repeat(Scene scene) throws Exception {
        var servers = scene.hub().rig().bootstrapServers();
        var again = some(servers, Set.copyOf(TAKEN), new Random(scene.random().nextLong()));
        Collections.shuffle(again, new Random(scene.random().nextLong()));
        try (var producer = producer(servers)) {
            for (var record : again) {
                producer.send(again(record, record.value()));
            }
        }
        scene.last(500, 2_000);
        return again.isEmpty() ? null : "%d records sent again".formatted(again.size());
    }

    /** Each with the same chance, however many there are. */
    private static List<ConsumerRecord<byte[], byte[]>> some(String servers, Set<String> topics, Random random) {
        var some = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var seen = new AtomicInteger();
        io.remithub.system.Streams.each(servers, record -> {
            if (!topics.contains(record.topic()) || !NewSchemas.isEvent(record.value())) {
                return;
            }
            int place = seen.getAndIncrement() < MOST_REPEATED ? some.size() : random.nextInt(seen.get());
            if (place == some.size() && place < MOST_REPEATED) {
                some.add(record);
            } else if (place < MOST_REPEATED) {
                some.set(place, record);
            }
        });
        return some;
    }

    /** All of a service's streams are read from their beginning, as after a loss of the groups' places. */
    static String replay(Scene scene) throws Exception {
        var part = scene.deal("replayed by", Hub.SERVICES);
        Hub.of(part).forEach(scene.hub()::kill);
        boolean deleted = false;
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", scene.hub().rig().bootstrapServers()))) {
            long deadline = System.nanoTime() + GROUP_TO_EMPTY.toNanos();
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
        if (!deleted) {
            throw new IllegalStateException("the place of %s in its streams was not lost".formatted(part.label()));
        }
        return part.label() + " reads everything again";
    }

    private static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers());
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
