package io.remithub.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.embedded.HubTestResource;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the hub has been told, as it stands on the topic. */
final class Told implements AutoCloseable {

    private static final BinaryMessageDecoder<PostingOutcome> DECODER = new BinaryMessageDecoder<>(
            new SpecificData(PostingOutcome.class.getClassLoader()), PostingOutcome.getClassSchema());

    private final List<PostingOutcome> outcomes = new ArrayList<>();
    private final List<String> traces = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", HubTestResource.bootstrapServers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    Told() {
        consumer.assign(IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topic.EHR_POSTINGS.topicName(), partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** {@code PURPOSE OUTCOME}, with the reason if there is one, in the order in which they were told. */
    List<String> of(Claims.Asked asked) {
        return outcomes(asked).stream()
                .map(outcome -> outcome.getPurpose() + " " + outcome.getOutcome()
                        + (outcome.getReasonCode() == null ? "" : " " + outcome.getReasonCode()))
                .toList();
    }

    /** That these are all that is told of it, in whatever order, soon. */
    void expect(Claims.Asked asked, String... outcomes) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(of(asked)).containsExactlyInAnyOrder(outcomes));
    }

    /** Cents that are there, of all of them. */
    long confirmed(String purpose, Claims.Asked... asked) {
        return Stream.of(asked)
                .flatMap(claim -> outcomes(claim).stream())
                .filter(outcome -> outcome.getPurpose().equals(purpose)
                        && outcome.getOutcome().equals("CONFIRMED"))
                .mapToLong(PostingOutcome::getAmount)
                .sum();
    }

    List<PostingOutcome> outcomes(Claims.Asked asked) {
        poll();
        return outcomes.stream()
                .filter(outcome ->
                        outcome.getPaymentId().equals(asked.paymentId) && outcome.getClaimIndex() == asked.index)
                .toList();
    }

    List<String> tracesOf(Claims.Asked asked) {
        poll();
        var found = new ArrayList<String>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).getPaymentId().equals(asked.paymentId)) {
                found.add(traces.get(i));
            }
        }
        return found;
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            try {
                outcomes.add(DECODER.decode(record.value()));
                traces.add(new String(record.headers().lastHeader("traceparent").value()));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
