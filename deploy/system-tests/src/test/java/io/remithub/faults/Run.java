package io.remithub.faults;

import io.remithub.rig.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** One hub, and row after row of faults while payers are at work; after each, everything is looked at. */
final class Run implements AutoCloseable {

    private static final int WARMING = 10;
    private static final Duration WELL_UNDER_WAY = Duration.ofSeconds(8);
    static final Duration OPEN = Duration.ofSeconds(10);
    private static final Duration TO_HEAL = Duration.ofSeconds(90);

    /** Than payments come in. */
    private static final Duration TO_STRIKE_ON = Duration.ofMinutes(3);

    private final Hub hub;
    private final Sandbox sandbox;
    private final Told told = new Told();
    private final Set<Snapshot.Place> injected = ConcurrentHashMap.newKeySet();
    private final Set<String> known = new HashSet<>();
    private final Set<String> waited = new HashSet<>();
    private final long seed;
    private final Duration open;
    private final Spans spans;
    private final PatientOfTheRun patient;
    private final Patience patience = new Patience();
    private int astonished;
    private int rows;

    private Run(Hub hub, Spans spans, PatientOfTheRun patient, long seed, Duration open) {
        this.hub = hub;
        this.sandbox = new Sandbox(hub.sandboxUrl());
        this.spans = spans;
        this.patient = patient;
        this.seed = seed;
        this.open = open;
    }

    static Run start(Path directory, long seed) throws IOException, InterruptedException {
        return start(directory, seed, Setting.USUAL, OPEN, Map.of());
    }

    /** @param open how long a transaction is left so */
    static Run start(Path directory, long seed, Setting setting, Duration open, Map<Replica, Map<String, String>> more)
            throws IOException, InterruptedException {
        var patient = PatientOfTheRun.of(new Random(seed));
        var spans = Spans.of(patient);
        var told = new HashMap<Replica, Map<String, String>>();
        for (var replica : Hub.replicas()) {
            var each = new HashMap<>(spans.environment());
            each.putAll(more.getOrDefault(replica, Map.of()));
            told.put(replica, each);
        }
        var run = new Run(Hub.start(directory, setting, told), spans, patient, seed, open);
        Practice.leavesInsurersMoneyToItself(run.hub, Remittance.PATIENT_ONLY_LOCATION);
        run.warmUp();
        return run;
    }

    /** Until all that is lazy has been done once: what comes later is to meet the faults. */
    private void warmUp() throws InterruptedException {
        load().run(WARMING, Duration.ZERO);
        new Rest(hub).await(TO_HEAL);
    }

    private Load load() {
        return new Load(hub.payersUrl(), seed * 1_000 + rows++, told, patient, patience);
    }

    Hub hub() {
        return hub;
    }

    /** Strikes until the payers are done, and what they asked for is well on its way. */
    Outcome row(Row row, int payments, Duration spread) throws IOException, InterruptedException, SQLException {
        var over = row.atLeast().compareTo(spread) > 0 ? row.atLeast() : spread;
        var every = row.strikesInEveryWay() ? over.plus(TO_STRIKE_ON) : Duration.ZERO;
        return outcome(row.number(), row.sentence(), row.leftOpen(), row.fault(), payments, over, every);
    }

    Outcome fault(String sentence, Fault fault, int payments, Duration spread)
            throws IOException, InterruptedException, SQLException {
        return outcome(0, sentence, LeftOpen.POSTINGS, fault, payments, spread, Duration.ZERO);
    }

    /** @param every for how long at most it strikes on until all kinds have come; none where they need not */
    private Outcome outcome(
            int number, String sentence, LeftOpen leftOpen, Fault fault, int payments, Duration spread, Duration every)
            throws IOException, InterruptedException, SQLException {
        var random = new Random(seed + number);
        var deck = new Deck(random);
        var load = load();
        int before = told.accepted().size();
        int taken = told.obeyed().size();
        int early = told.tooEarly().size();
        var broken = new AtomicReference<Exception>();
        var strikes = new ArrayList<String>();
        long began = System.nanoTime();
        var payers = Thread.ofVirtual().start(() -> {
            try {
                load.run(payments, spread);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            do {
                var struck = fault.strike(new Fault.Scene(hub, random, deck, sandbox, patience, injected, open));
                if (struck != null) {
                    System.out.println("    " + struck);
                    strikes.add(struck);
                }
            } while (!payers.join(Duration.ofMillis(200))
                    || System.nanoTime() - began < spread.plus(WELL_UNDER_WAY).toNanos()
                    || System.nanoTime() - began < every.toNanos()
                            && !deck.undealt().isEmpty());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            broken.set(e);
        }
        sandbox.behave();
        hub.mend();
        long mended = System.nanoTime();
        payers.join();
        var rest = new Rest(hub).await(TO_HEAL);
        var violations = new ArrayList<String>();
        if (strikes.isEmpty()) {
            violations.add("the suite itself: nothing was struck");
        }
        if (!every.isZero()) {
            deck.undealt().forEach(it -> violations.add("the suite itself: it never came to " + it));
        }
        violations.addAll(hub.unexpectedEnds());
        if (broken.get() != null) {
            violations.add("the suite itself: " + broken.get());
        }
        System.out.println("    last to move: " + rest.last());
        rest.moving().forEach(it -> violations.add("not at rest after %s: %s".formatted(TO_HEAL, it)));
        var astonishing = told.astonishing();
        violations.addAll(since(astonished, astonishing));
        astonished = astonishing.size();
        violations.addAll(Refused.violations(since(early, told.tooEarly()), since(taken, told.obeyed())));
        var checked = new Survey(hub, sandbox, patient).take(told, injected, spans.leaks());
        Checker.check(checked).stream().filter(known::add).forEach(violations::add);
        var accepted = since(before, told.accepted());
        var fates = Fates.of(accepted, checked);
        violations.addAll(fates.violations());
        violations.addAll(leftOpen.violations(andThoseThatWaitSince(accepted, checked), checked));
        return new Outcome(
                number, sentence, List.copyOf(strikes), load.payments(), fates, rest.since(mended), violations, "");
    }

    /** What is open of earlier rows' payments was left so by this one. */
    private List<Told.Accepted> andThoseThatWaitSince(List<Told.Accepted> accepted, Snapshot checked) {
        var now = LeftOpen.waiting(checked);
        var its = new ArrayList<>(accepted);
        checked.accepted().stream()
                .filter(it -> now.contains(it.paymentId()) && !waited.contains(it.paymentId()))
                .forEach(its::add);
        waited.addAll(now);
        return its;
    }

    private static <T> List<T> since(int before, List<T> all) {
        return all.subList(before, all.size());
    }

    @Override
    public void close() throws IOException {
        hub.close();
        spans.close();
    }
}
