package io.remithub.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Events in, each applied once, each subject in order. A polled batch is one transaction of marks, state and outbox.
 * What may heal makes the channel wait; what will not is parked with a reason code, and everything else goes on.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final InboxTables tables;
    private final Schemas schemas;
    private final Deliveries deliveries;
    private final Polling polling;
    private final Map<Topic, Consumer<List<ReceivedEvent>>> handlers = new ConcurrentHashMap<>();
    private final Set<Topic> swept = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Inbox(InboxTables tables, Schemas schemas, Deliveries deliveries, Polling polling) {
        this.tables = tables;
        this.schemas = schemas;
        this.deliveries = deliveries;
        this.polling = polling;
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /**
     * Who takes a topic's events. To be called before the first of them comes, at start.
     *
     * @param handler gets the events that are new, in order, inside the transaction that moves their marks
     */
    public void opens(Topic topic, Consumer<List<ReceivedEvent>> handler) {
        handlers.put(topic, handler);
    }

    /** Gives what was polled to whoever takes it. */
    public void apply(ConsumerRecords<String, byte[]> polled) {
        topics(polled).forEach(topic -> apply(topic, raws(topic, polled)));
    }

    static Stream<Topic> topics(ConsumerRecords<?, ?> polled) {
        return polled.partitions().stream()
                .map(partition -> Topic.named(partition.topic()))
                .distinct();
    }

    private void apply(Topic topic, List<Reading.Raw> raws) {
        long began = System.nanoTime();
        try {
            apply(topic, raws, handler(topic));
        } finally {
            polling.applied(topic, raws.size(), began);
        }
    }

    static List<Reading.Raw> raws(Topic topic, ConsumerRecords<String, byte[]> polled) {
        var raws = new ArrayList<Reading.Raw>();
        for (ConsumerRecord<String, byte[]> record : polled.records(topic.topicName())) {
            raws.add(Reading.Raw.of(topic, record));
        }
        return raws;
    }

    /** Within the caller's transaction. */
    void applyNow(Reading.Event event) {
        Topic topic = event.raw().topic();
        applyFresh(topic, List.of(event), handler(topic));
    }

    /** What waited for this one is applied. */
    void follow(Reading.Raw raw) {
        String subject = raw.headers().subject();
        if (subject != null) {
            follow(raw.topic(), subject);
        }
    }

    /** What waits of a subject and need not any more is applied. */
    void follow(Topic topic, String subject) {
        follow(topic, subject, handler(topic));
    }

    private Consumer<List<ReceivedEvent>> handler(Topic topic) {
        var handler = handlers.get(topic);
        if (handler == null) {
            throw new IllegalStateException("nobody takes " + topic.topicName());
        }
        return handler;
    }

    void apply(Topic topic, List<Reading.Raw> raws, Consumer<List<ReceivedEvent>> handler) {
        if (!swept.contains(topic)) {
            inTransaction(topic, () -> tables.next(topic)).forEach(subject -> follow(topic, subject, handler));
            swept.add(topic);
        }
        List<Reading> readings = raws.stream().map(this::readable).toList();
        applyTogether(topic, readings, handler).forEach(subject -> follow(topic, subject, handler));
    }

    /** @return subjects of which the next event waits */
    private List<String> applyTogether(Topic topic, List<Reading> readings, Consumer<List<ReceivedEvent>> handler) {
        try {
            return inTransaction(topic, () -> applyFresh(topic, readings, handler));
        } catch (RuntimeException wontHeal) {
            unlessStopped(wontHeal);
            LOG.warnf(
                    "%s: a batch of %d is applied one by one: %s",
                    topic.topicName(), readings.size(), wontHeal.getClass().getName());
            return readings.stream()
                    .flatMap(reading -> applyAlone(topic, reading, handler).stream())
                    .distinct()
                    .toList();
        }
    }

    private List<String> applyFresh(Topic topic, List<Reading> readings, Consumer<List<ReceivedEvent>> handler) {
        var fresh = tables.fresh(topic, readings);
        if (!fresh.events().isEmpty()) {
            handler.accept(deliveries.traced(fresh.events()));
        }
        return fresh.next();
    }

    /** Batch by batch. */
    private void follow(Topic topic, String subject, Consumer<List<ReceivedEvent>> handler) {
        List<Reading> waiting;
        do {
            waiting = inTransaction(topic, () -> tables.waiting(topic, subject)).stream()
                    .map(this::readable)
                    .toList();
            if (!waiting.isEmpty()) {
                applyTogether(topic, waiting, handler);
            }
        } while (!waiting.isEmpty());
    }

    /** So that what cannot be applied is parked alone; what waits for it goes on waiting. */
    private List<String> applyAlone(Topic topic, Reading reading, Consumer<List<ReceivedEvent>> handler) {
        try {
            return inTransaction(topic, () -> applyFresh(topic, List.of(reading), handler));
        } catch (RuntimeException wontHeal) {
            unlessStopped(wontHeal);
            LOG.errorf(
                    "%s cannot be applied: %s at %s",
                    topic.topicName(), wontHeal.getClass().getName(), place(wontHeal));
            inTransaction(topic, () -> {
                tables.park(reading.raw(), "not-applicable");
                return true;
            });
            return List.of();
        }
    }

    private <T> T inTransaction(Topic topic, Callable<T> work) {
        return patiently(topic, () -> QuarkusTransaction.requiringNew().call(work));
    }

    private Reading readable(Reading.Raw raw) {
        if (raw.ofUnknownSchema()) {
            patiently(raw.topic(), () -> {
                schemas.learn();
                if (raw.ofUnknownSchema()) {
                    throw new TransientFailure("a writer's schema is not on schemas.v1 yet");
                }
                return raw;
            });
        }
        return Reading.of(raw);
    }

    private <T> T patiently(Topic topic, Callable<T> work) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.call();
            } catch (Exception failure) {
                if (stopped || !Patience.mayHeal(failure)) {
                    throw failure instanceof RuntimeException unchecked
                            ? unchecked
                            : new IllegalStateException(failure);
                }
                LOG.warnf(
                        "%s waits %s: %s",
                        topic.topicName(), pause, rootOf(failure).getClass().getName());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** In a process that ends, anything may fail: the record is polled again by the next one. */
    private void unlessStopped(RuntimeException failure) {
        if (stopped) {
            throw failure;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting");
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static Object place(Throwable failure) {
        StackTraceElement[] trace = rootOf(failure).getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0];
    }
}
