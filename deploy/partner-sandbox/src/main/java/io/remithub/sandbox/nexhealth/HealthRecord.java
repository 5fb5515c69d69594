package io.remithub.sandbox.nexhealth;

import io.quarkus.runtime.StartupEvent;
import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import io.remithub.sandbox.ledger.Numbers;
import io.remithub.sandbox.script.Script;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The health records behind NexHealth: writes take a while to get there, and reads a while longer to see them. */
@ApplicationScoped
class HealthRecord {
    private final SandboxConfig config;
    private final Clock clock;
    private final Numbers numbers;
    private final Subscriptions subscriptions;
    private final Book<Transaction> book;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("insertions").factory());

    HealthRecord(SandboxConfig config, Clock clock, Numbers numbers, Subscriptions subscriptions, Journal journal) {
        this.config = config;
        this.clock = clock;
        this.numbers = numbers;
        this.subscriptions = subscriptions;
        this.book = journal.book("nexhealth-transactions", Transaction.class, HealthRecord::key);
    }

    void resume(@Observes StartupEvent start) {
        book.where(transaction -> transaction.status() == Transaction.Status.pending)
                .forEach(this::schedule);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /** A transaction_id is a reference: the same one again is another transaction. */
    Transaction accept(Kind kind, Scope scope, NewTransaction asked, TransactionType type, Script script) {
        var amount = Objects.requireNonNull(asked.amount());
        var patientId = Objects.requireNonNull(asked.patientId());
        var now = clock.instant();
        var transaction = book.put(new Transaction(
                numbers.next(),
                kind,
                scope.subdomain(),
                scope.locationId(),
                Objects.requireNonNull(asked.transactionId()),
                patientId,
                amount,
                type,
                asked.date(),
                asked.providerSplits(),
                asked.chargeSplits(),
                now,
                Fate.of(patientId, amount, script, config, now),
                Transaction.Status.pending,
                null,
                List.of()));
        schedule(transaction);
        return transaction;
    }

    /** What a read at this location sees: nothing that was inserted within the lag. */
    List<Transaction> read(Kind kind, Scope scope, @Nullable Duration lag) {
        var now = clock.instant();
        return book.where(transaction -> transaction.kind() == kind
                && transaction.isAt(scope)
                && transaction.seenBy(now.minus(lag == null ? transaction.fate().lag() : lag)));
    }

    /** Until when everything that was inserted at this location has been read: never later than what is still unseen. */
    Instant readUntil(Scope scope) {
        var now = clock.instant();
        return earliest(
                now.minus(config.readLag()),
                book
                        .where(transaction -> transaction.isAt(scope)
                                && transaction.insertedAt() != null
                                && !transaction.seenBy(
                                        now.minus(transaction.fate().lag())))
                        .stream()
                        .map(Transaction::acceptedAt));
    }

    /** Until when everything that was accepted for this location has been written: what is lost for ever aside. */
    Instant writtenUntil(Scope scope) {
        return earliest(
                clock.instant(),
                book
                        .where(transaction -> transaction.isAt(scope)
                                && transaction.status() == Transaction.Status.pending
                                && transaction.fate().insertAt() != null)
                        .stream()
                        .map(Transaction::acceptedAt));
    }

    List<Transaction> all(Kind kind) {
        return book.where(transaction -> transaction.kind() == kind);
    }

    void clear() {
        book.clear();
    }

    private void schedule(Transaction transaction) {
        var at = transaction.fate().insertAt();
        if (at != null) {
            var wait = Math.max(0, Duration.between(clock.instant(), at).toMillis());
            timer.schedule(() -> insert(transaction), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void insert(Transaction pending) {
        book.update(
                        key(pending),
                        transaction -> transaction.fate().failure() == null
                                ? transaction.inserted(clock.instant(), numbered(transaction))
                                : transaction.failed())
                .ifPresent(subscriptions::tell);
    }

    private List<Transaction.Line> numbered(Transaction transaction) {
        return transaction
                .spread()
                .map(line -> new Transaction.Line(numbers.next(), line.amount(), line.chargeId(), line.providerId()))
                .toList();
    }

    private static Instant earliest(Instant latest, Stream<Instant> unfinished) {
        return unfinished
                .filter(at -> at.isBefore(latest))
                .min(Comparator.naturalOrder())
                .orElse(latest);
    }

    private static String key(Transaction transaction) {
        return String.valueOf(transaction.id());
    }
}
