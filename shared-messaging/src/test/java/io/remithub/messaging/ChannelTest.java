package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ChannelTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Inject
    Outbox outbox;

    @Inject
    PostingsChannel channel;

    @Inject
    KafkaClientService clients;

    private final String payment = Ids.next();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void goOn() {
        channel.before = () -> {};
        held.countDown();
    }

    @Test
    void what_one_service_appends_another_applies_in_order_and_in_its_trace() {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(IntStream.rangeClosed(1, 300)
                        .mapToObj(amount -> outcome(payment, amount))
                        .toList()));

        await().until(() -> of(payment).size() == 300);

        assertThat(of(payment))
                .isEqualTo(IntStream.rangeClosed(1, 300).mapToObj(i -> (long) i).toList());
        assertThat(channel.traces).allMatch(trace -> trace.contains("0af7651916cd43dd8448eb211c80319c"));
        assertThat(channel.received.getFirst().cause().eventId())
                .isEqualTo(channel.received.getFirst().id());
    }

    @Test
    void a_poison_record_at_the_head_of_a_partition_does_not_stop_it() {
        String healthy = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> outbox.append(outcome(payment, -1), outcome(healthy, 1)));

        await().until(() -> !of(healthy).isEmpty());

        assertThat(of(payment)).isEmpty();
    }

    @Test
    void nobody_polls_while_what_was_polled_is_applied() throws Exception {
        var polling = polledOneThatIsHeld();

        assertThat(polling).failsWithin(Duration.ofMillis(100)).withThrowableOfType(TimeoutException.class);
        held.countDown();
        assertThat(polling).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_channel_that_has_to_wait_is_heard_from() throws Exception {
        var polling = polledOneThatIsHeld();

        assertThat(polling).succeedsWithin(Duration.ofSeconds(5));
    }

    /** @return done when the thread that polls comes to something else */
    private CompletableFuture<Boolean> polledOneThatIsHeld() throws Exception {
        append(1);
        await().until(() -> of(payment).size() == 1);
        var applying = new CountDownLatch(1);
        channel.before = () -> {
            applying.countDown();
            await().until(() -> held.getCount() == 0);
        };
        append(2);
        applying.await();
        Function<Consumer<Object, Object>, Boolean> polls = _ -> true;
        return clients.getConsumer("postings").runOnPollingThread(polls).subscribeAsCompletionStage();
    }

    private void append(int amount) {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(outcome(payment, amount)));
    }

    private List<Long> of(String paymentId) {
        return channel.received.stream()
                .map(event -> (PostingOutcome) event.payload())
                .filter(outcome -> outcome.getPaymentId().equals(paymentId))
                .map(PostingOutcome::getAmount)
                .toList();
    }

    private static OutgoingEvent outcome(String paymentId, long amount) {
        return new OutgoingEvent(
                Topic.EHR_POSTINGS,
                paymentId,
                paymentId + "/0",
                Fixtures.TENANT,
                PostingOutcome.newBuilder()
                        .setTenantId(Fixtures.TENANT)
                        .setPaymentId(paymentId)
                        .setClaimIndex(0)
                        .setIssuance(1)
                        .setPurpose("PAYMENT")
                        .setAmount(amount)
                        .setOutcome("CONFIRMED")
                        .setAt(Instant.ofEpochMilli(0))
                        .build(),
                new Cause(null, TRACE));
    }
}
