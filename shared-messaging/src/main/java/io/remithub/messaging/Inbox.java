package io.remithub.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            patiently(topic, () -> QuarkusTransaction.requiringNew().call(() -> tables.filledGaps(topic)))
                    .forEach(gap -> oneByOne(topic, List.of(readable(gap)), handler));
            swept.add(topic);
        }
        List<Reading> readings = raws.stream().map(this::readable).toList();
        try {
            patiently(topic, () -> QuarkusTransaction.requiringNew().call(() -> {
                handler.accept(tables.fresh(topic, readings, true));
                return null;
            }));
        } catch (RuntimeException wontHeal) {
            LOG.warnf(
                    "%s: a batch of %d is applied one by one: %s",
                    topic.topicName(), readings.size(), wontHeal.getClass().getName());
            oneByOne(topic, readings, handler);
        }
    }

    /** So that what cannot be applied is parked alone; what its successors filled comes after each. */
    private void oneByOne(Topic topic, List<Reading> readings, Consumer<List<ReceivedEvent>> handler) {
        for (Reading reading : readings) {
            try {
                patiently(topic, () -> QuarkusTransaction.requiringNew().call(() -> {
                    handler.accept(tables.fresh(topic, List.of(reading), false));
                    return null;
                }));
            } catch (RuntimeException wontHeal) {
                LOG.errorf(
                        "%s cannot be applied: %s at %s",
                        topic.topicName(), wontHeal.getClass().getName(), place(wontHeal));
                patiently(topic, () -> QuarkusTransaction.requiringNew().call(() -> {
                    tables.park(reading.raw(), "not-applicable");
                    return null;
                }));
                continue;
            }
            String subject = reading.raw().headers().subject();
            if (subject != null) {
                patiently(topic, () -> QuarkusTransaction.requiringNew().call(() -> tables.filledGap(topic, subject)))
                        .ifPresent(gap -> oneByOne(topic, List.of(readable(gap)), handler));
            }
        }
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
