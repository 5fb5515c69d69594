package io.remithub.messaging;

import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jboss.logging.Logger;

/**
 * A channel polls again once what it polled has been applied. Left to itself, the connector polls the next few at once,
 * which then wait in memory, and looks every other millisecond whether they still do.
 */
@ApplicationScoped
class Polling {

    private static final Logger LOG = Logger.getLogger(Polling.class);

    /** However long a database is away, the group hears from its member. */
    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private static final class Turn {
        private final Gathering gathering = new Gathering();
        private final Semaphore applied = new Semaphore(0);
    }

    private final KafkaClientService clients;
    private final Map<Topic, Turn> turns = new ConcurrentHashMap<>();

    Polling(KafkaClientService clients) {
        this.clients = clients;
    }

    /** On the thread that polls, which is kept from the next poll. */
    void polled(String clientId, Topic topic) {
        var turn = of(topic);
        turn.applied.drainPermits();
        consumers()
                .filter(consumer -> clientId.equals(consumer.configuration().get(ConsumerConfig.CLIENT_ID_CONFIG)))
                .forEach(consumer -> consumer.runOnPollingThread(_ -> {
                            await(turn);
                        })
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.debugf(failure, "%s polls on", topic.topicName())));
    }

    /** @param began when it was begun to apply so many, by {@link System#nanoTime} */
    void applied(Topic topic, int many, long began) {
        var turn = of(topic);
        turn.gathering.stored(many, began);
        turn.applied.release();
    }

    private Turn of(Topic topic) {
        return turns.computeIfAbsent(topic, _ -> new Turn());
    }

    private Stream<KafkaConsumer<Object, Object>> consumers() {
        return clients.getConsumerChannels().stream().flatMap(channel -> clients.getConsumers(channel).stream());
    }

    private static void await(Turn turn) {
        try {
            if (turn.applied.tryAcquire(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                turn.gathering.await();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
