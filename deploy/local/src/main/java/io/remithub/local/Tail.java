package io.remithub.local;

import io.remithub.schemas.Topic;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks on: it joins no group and commits nothing, so that Ctrl-C may end it anywhere. */
@Command(name = "tail", description = "Prints the events of the running stack, one a line.")
final class Tail implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);

    @Parameters(arity = "0..1", paramLabel = "topic", description = "one topic; unless given, all that carry events")
    private @Nullable String only;

    @Option(names = "--from-beginning", description = "what is there first, then what comes")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "end after N events")
    private long count = Long.MAX_VALUE;

    private final String bootstrapServers;
    private final PrintStream out;
    private final PrintStream err;

    Tail() {
        this(Broker.BOOTSTRAP_SERVERS, System.out, System.err);
    }

    Tail(String bootstrapServers, PrintStream out, PrintStream err) {
        this.bootstrapServers = bootstrapServers;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try (var events = consumer();
                var schemas = new PublishedSchemas(consumer(), err)) {
            var topics = topicsOn(events);
            if (only != null && !topics.contains(only)) {
                err.printf("There is no topic %s. These carry events: %s%n", only, String.join(", ", topics));
                return ExitCode.USAGE;
            }
            seek(events, only == null ? topics : List.of(only));
            follow(events, new EventLine(schemas));
            return ExitCode.OK;
        } catch (TimeoutException nobody) {
            err.printf("No broker answers at %s. ./dev up starts the stack.%n", bootstrapServers);
            return ExitCode.SOFTWARE;
        }
    }

    private static List<String> topicsOn(KafkaConsumer<String, byte[]> consumer) {
        var existing = consumer.listTopics().keySet();
        return Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.SCHEMAS)
                .map(Topic::topicName)
                .filter(existing::contains)
                .toList();
    }

    private void seek(KafkaConsumer<String, byte[]> consumer, List<String> topics) {
        var partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        var start = fromBeginning ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions);
        start.forEach(consumer::seek);
        err.printf("Looking at %s. Ctrl-C ends it.%n", String.join(", ", topics));
    }

    /** Ends early when nobody reads the output any longer, as behind {@code | head}. */
    private void follow(KafkaConsumer<String, byte[]> events, EventLine line) {
        var left = count;
        while (left > 0 && !out.checkError()) {
            for (var event : inOrderOfTime(events.poll(POLL))) {
                if (left > 0) {
                    out.println(line.of(event));
                    left--;
                }
            }
        }
    }

    /** Kafka gives one partition after the other; a story is told across them. In one, times only grow. */
    private static List<ConsumerRecord<String, byte[]>> inOrderOfTime(ConsumerRecords<String, byte[]> polled) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>(polled.count());
        polled.forEach(records::add);
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8_000_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
