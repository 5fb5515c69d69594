package io.remithub.messaging;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started is who has joined the group of every channel once, partitions or none: migrations come before. What becomes of
 * the broker later makes nobody unready, since payments are accepted and webhooks taken without it; nor does a broker that
 * is away from the beginning: who finds nobody that takes a connection joins when there is one. Who is connected and does
 * not get in, by its credentials for one, is not started.
 */
@Startup
@ApplicationScoped
class Subscribed implements HealthCheck {

    private static final String JOINED = "rebalance-total";
    /** Counted before anything is said by either side, a handshake for one. */
    private static final String CONNECTED = "connection-creation-total";
    /** Longer than any broker takes that is there. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaClientService clients;
    private final long patienceEnds;
    private volatile boolean once;

    @Inject
    Subscribed(KafkaClientService clients) {
        this(clients, PATIENCE);
    }

    Subscribed(KafkaClientService clients, Duration patience) {
        this.clients = clients;
        this.patienceEnds = System.nanoTime() + patience.toNanos();
    }

    @Override
    public HealthCheckResponse call() {
        var waiting = new TreeSet<String>();
        if (!once) {
            for (String channel : clients.getConsumerChannels()) {
                if (!clients.getConsumers(channel).stream().allMatch(consumer -> needNotWait(consumer.unwrap()))) {
                    waiting.add(channel);
                }
            }
            once = waiting.isEmpty();
        }
        var answer = HealthCheckResponse.named("Subscribed to every channel").status(waiting.isEmpty());
        return (waiting.isEmpty() ? answer : answer.withData("waiting", String.join(", ", waiting))).build();
    }

    private boolean needNotWait(Consumer<?, ?> consumer) {
        return has(JOINED, consumer) || (System.nanoTime() - patienceEnds >= 0 && !has(CONNECTED, consumer));
    }

    private static boolean has(String what, Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .anyMatch(metric -> metric.getKey().name().equals(what)
                        && metric.getValue().metricValue() instanceof Double times
                        && times > 0);
    }
}
