package io.remithub.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
    private final Set<Topic> swept = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Inbox(InboxTables tables, Schemas schemas) {
        this.tables = tables;
        this.schemas = schemas;
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /**
     * @param polled of one topic
     * @param handler gets the events that are new, in order, inside the transaction that moves their marks
     */
    public void apply(ConsumerRecords<String, byte[]> polled, Consumer<List<ReceivedEvent>> handler) {
        for (String topicName : polled.partitions().stream()
                .map(partition -> partition.topic())
                .distinct()
                .toList()) {
            Topic topic = Topic.named(topicName);
            var raws = new ArrayList<Reading.Raw>();
            for (ConsumerRecord<String, byte[]> record : polled.records(topicName)) {
                raws.add(Reading.Raw.of(topic, record));
            }
            apply(topic, raws, handler);
        }
    }

    private void apply(Topic topic, List<Reading.Raw> raws, Consumer<List<ReceivedEvent>> handler) {
        if (!swept.contains(topic)) {
            inTransaction(topic, () -> tables.filledGaps(topic)).forEach(gap -> applyAlone(readable(gap), handler));
            swept.add(topic);
        }
        List<Reading> readings = raws.stream().map(this::readable).toList();
        try {
            inTransaction(topic, () -> applyFresh(topic, readings, true, handler));
        } catch (RuntimeException wontHeal) {
            unlessStopped(wontHeal);
            LOG.warnf(
                    "%s: a batch of %d is applied one by one: %s",
                    topic.topicName(), readings.size(), wontHeal.getClass().getName());
            readings.forEach(reading -> applyWithFollowers(reading, handler));
        }
    }

    private boolean applyFresh(
            Topic topic, List<Reading> readings, boolean replayGaps, Consumer<List<ReceivedEvent>> handler) {
        List<ReceivedEvent> fresh = tables.fresh(topic, readings, replayGaps);
        if (!fresh.isEmpty()) {
            handler.accept(fresh);
        }
        return true;
    }

    /** So that what cannot be applied is parked alone; what waited for it comes after it. */
    private void applyWithFollowers(Reading reading, Consumer<List<ReceivedEvent>> handler) {
        Topic topic = reading.raw().topic();
        String subject = reading.raw().headers().subject();
        Optional<Reading> next = Optional.of(reading);
        while (next.isPresent() && applyAlone(next.get(), handler)) {
            next = subject == null
                    ? Optional.empty()
                    : inTransaction(topic, () -> tables.filledGap(topic, subject))
                            .map(this::readable);
        }
    }

    private boolean applyAlone(Reading reading, Consumer<List<ReceivedEvent>> handler) {
        Topic topic = reading.raw().topic();
        try {
            return inTransaction(topic, () -> applyFresh(topic, List.of(reading), false, handler));
        } catch (RuntimeException wontHeal) {
            unlessStopped(wontHeal);
            LOG.errorf(
                    "%s cannot be applied: %s at %s",
                    topic.topicName(), wontHeal.getClass().getName(), place(wontHeal));
            inTransaction(topic, () -> {
                tables.park(reading.raw(), "not-applicable");
                return true;
            });
            return false;
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
