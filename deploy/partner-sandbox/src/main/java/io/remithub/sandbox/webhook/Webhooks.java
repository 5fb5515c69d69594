package io.remithub.sandbox.webhook;

import io.quarkus.runtime.StartupEvent;
import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Delivers until the receiver says 2xx, with back-off, over restarts of either side. What is not delivered in time is
 * given up, and {@link GivenUp} is fired.
 */
@ApplicationScoped
public class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final int AT_ONCE = 16;

    /** The endpoint did not answer 2xx for as long as the partner tries. */
    public record GivenUp(String endpointId) {}

    private final SandboxConfig.Webhook config;
    private final Clock clock;
    private final Event<GivenUp> givenUp;
    private final Book<Delivery> undelivered;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore bound = new Semaphore(AT_ONCE);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Webhooks(SandboxConfig config, Clock clock, Event<GivenUp> givenUp, Journal journal) {
        this.config = config.webhook();
        this.clock = clock;
        this.givenUp = givenUp;
        this.undelivered = journal.book("deliveries", Delivery.class, Delivery::id);
    }

    void resume(@Observes StartupEvent start) {
        undelivered.all().forEach(delivery -> threads.execute(() -> deliver(delivery)));
    }

    public void send(Delivery delivery) {
        undelivered.put(delivery);
        threads.execute(() -> deliver(delivery));
    }

    /** What is on its way is forgotten. */
    public void forget() {
        undelivered.clear();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
        http.shutdownNow();
    }

    private void deliver(Delivery delivery) {
        var pause = config.retryFirst();
        try {
            Thread.sleep(Duration.between(clock.instant(), delivery.notBefore()));
            while (undelivered.get(delivery.id()).isPresent()) {
                if (arrives(delivery)) {
                    undelivered.remove(delivery.id());
                } else if (delivery.notBefore().plus(config.giveUpAfter()).isBefore(clock.instant())) {
                    undelivered.remove(delivery.id());
                    LOG.warnf("webhook %s given up, endpoint %s", delivery.id(), delivery.endpointId());
                    givenUp.fire(new GivenUp(delivery.endpointId()));
                } else {
                    Thread.sleep(pause);
                    pause = shorter(pause.multipliedBy(2), config.retryCap());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean arrives(Delivery delivery) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(delivery.targetUrl()))
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
        if (delivery.secret() != null) {
            request.header(Signature.HEADER, Signature.of(delivery.body(), delivery.secret()));
        }
        bound.acquire();
        try {
            var status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            LOG.debugf("webhook %s answered %d", delivery.id(), status);
            return status >= 200 && status < 300;
        } catch (IOException _) {
            return false;
        } finally {
            bound.release();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
