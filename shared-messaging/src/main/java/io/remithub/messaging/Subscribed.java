package io.remithub.messaging;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started is who has joined the group of every channel once, partitions or none: migrations come before. What becomes of
 * the broker later makes nobody unready, since payments are accepted and webhooks taken without it.
 */
@Startup
@ApplicationScoped
class Subscribed implements HealthCheck {

    private static final String JOINED = "rebalance-total";

    private final KafkaClientService clients;
    private volatile boolean once;

    Subscribed(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        var waiting = new TreeSet<String>();
        if (!once) {
            for (String channel : clients.getConsumerChannels()) {
                if (!clients.getConsumers(channel).stream()
                        .allMatch(consumer -> consumer.unwrap().metrics().entrySet().stream()
                                .anyMatch(metric -> metric.getKey().name().equals(JOINED)
                                        && metric.getValue().metricValue() instanceof Double joined
                                        && joined > 0))) {
                    waiting.add(channel);
                }
            }
            once = waiting.isEmpty();
        }
        var answer = HealthCheckResponse.named("Subscribed to every channel").status(waiting.isEmpty());
        return (waiting.isEmpty() ? answer : answer.withData("waiting", String.join(", ", waiting))).build();
    }
}
