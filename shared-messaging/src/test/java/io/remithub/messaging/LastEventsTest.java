package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written while a process ends need not wait for another. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LastEventsTest {

    @Inject
    BeanManager beans;

    private final OutboxOfItsOwn outbox = new OutboxOfItsOwn(17);

    @Test
    void a_relay_that_ends_hands_over_what_no_commit_has_told_it_of_however_many_batches_it_is() throws Exception {
        outbox.create();
        var relay = RelayProcess.relay(outbox.source(), HubTestResource.bootstrapServers(), Duration.ofHours(1));
        relay.start();
        outbox.write(1, 1);
        relay.wake();
        await().until(() -> outbox.waiting() == 0);
        outbox.write(3, 50);

        relay.stop();

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void the_outbox_is_handed_over_after_the_last_transaction_and_before_the_producer_ends() {
        var stopping = beans.resolveObserverMethods(new ShutdownEvent()).stream()
                .sorted(Comparator.comparing(ObserverMethod::getPriority))
                .toList();
        var last = stopping.subList(stopping.size() - 3, stopping.size());

        assertThat(last)
                .extracting(ObserverMethod::getBeanClass)
                .isEqualTo(List.of(LastTransactions.class, Relay.class, Publisher.class));
        assertThat(last).extracting(ObserverMethod::getPriority).doesNotHaveDuplicates();
    }
}
