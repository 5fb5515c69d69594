package io.remithub.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The faults of the suite, by their numbers. */
enum Row {
    KILL(1, "kill -9 of each service", LeftOpen.POSTINGS, 60, Processes::killEach),
    FAILPOINTS(2, "death at named points", LeftOpen.POSTINGS, 150, Failpoint::die),
    BROKER(3, "broker killed and restarted", LeftOpen.NOTHING, Servers::killBroker),
    BROKERS(4, "1 of 3 brokers killed, then 2, then back", LeftOpen.NOTHING, Servers::killBrokers) {
        @Override
        Setting setting() {
            return Setting.THREE_BROKERS;
        }
    },
    DATABASE(5, "database stopped at once, backends killed", LeftOpen.POSTINGS, Servers::breakDatabase),
    LINKS(6, "links parted, half open, slow, reset", LeftOpen.POSTINGS, Wires::cut),
    REBALANCE(7, "replicas come and go", LeftOpen.NOTHING, 120, Processes::rebalance),
    STAND_STILL(8, "one of each stands still for a minute", LeftOpen.POSTINGS, 100, Processes::standStill),
    REPEATED(9, "records twice, before others, and all from 0", LeftOpen.NOTHING, 120, Row::repeated),
    POISON(10, "poison, unknown schema, oversize", LeftOpen.NOTHING, Streams::poison),
    PARTNERS_UNWELL(11, "partners fail, refuse, dawdle, babble", LeftOpen.POSTINGS, 40, Partners::unwell),
    ANSWERS_LOST(12, "the partner's answer is lost, reads lag", LeftOpen.POSTINGS, 40, Partners::answersLost),
    PENDING(13, "202 for ever, forgotten tickets", LeftOpen.TICKETS, 60, Partners::pending) {
        @Override
        Setting setting() {
            return Setting.BRIEF_TICKETS;
        }
    },
    WEBHOOKS(14, "webhooks lost, twice, forged, stale, early", LeftOpen.NOTHING, Partners::webhooks),
    CLOCKS(15, "a service's clock is 10 minutes off", LeftOpen.NOTHING, 100, Clocks::turn),
    DISKS_FULL(16, "the database's disk is full, then the broker's", LeftOpen.POSTINGS, Servers::fillDisks) {
        @Override
        Setting setting() {
            return Setting.SMALL_DISKS;
        }
    },
    OPEN_TRANSACTION(17, "a transaction stands open", LeftOpen.NOTHING, Servers::leaveTransactionOpen),
    IMPATIENT_PAYERS(18, "payers time out and ask again at once", LeftOpen.NOTHING, Patience::isLost),
    UPGRADE(19, "each replica is replaced by the next release", LeftOpen.NOTHING, Processes::roll),
    EVERYTHING(20, "everything at random", LeftOpen.ANY_OF_THESE, Row::any) {
        @Override
        Setting setting() {
            return Setting.BRIEF_TICKETS;
        }
    };

    private final int number;
    private final String sentence;
    private final LeftOpen leftOpen;
    private final Duration atLeast;
    private final Fault fault;

    Row(int number, String sentence, LeftOpen leftOpen, Fault fault) {
        this(number, sentence, leftOpen, 0, fault);
    }

    Row(int number, String sentence, LeftOpen leftOpen, int atLeastSeconds, Fault fault) {
        this.number = number;
        this.sentence = sentence;
        this.leftOpen = leftOpen;
        this.atLeast = Duration.ofSeconds(atLeastSeconds);
        this.fault = fault;
    }

    int number() {
        return number;
    }

    String sentence() {
        return sentence;
    }

    LeftOpen leftOpen() {
        return leftOpen;
    }

    Fault fault() {
        return fault;
    }

    Setting setting() {
        return Setting.USUAL;
    }

    private boolean isOfUsualServers() {
        return setting() == Setting.USUAL || setting() == Setting.BRIEF_TICKETS;
    }

    /** Whether it lasts until each kind of its faults has struck: one that lasts as long as it is told may not. */
    boolean strikesInEveryWay() {
        return this != EVERYTHING && this != OPEN_TRANSACTION;
    }

    /** Over which payments come in at least: about as long as it takes until each kind of the row's faults has struck. */
    Duration atLeast() {
        return atLeast;
    }

    private static @Nullable String any(Fault.Scene scene) throws Exception {
        return scene.deal("rows", mixed()).fault.strike(scene);
    }

    /** Those that can be had together: a broker's wires are cut where there is one, and disks filled that are mounted. */
    static List<Row> mixed() {
        return Arrays.stream(values())
                .filter(row -> row.isOfUsualServers() && row != EVERYTHING)
                .toList();
    }

    private static @Nullable String repeated(Fault.Scene scene) throws Exception {
        return switch (scene.deal("how records come", List.of("replayed", "repeated", "early"))) {
            case "replayed" -> Streams.replay(scene);
            case "repeated" -> Streams.repeat(scene);
            default -> Overtaking.overtake(scene);
        };
    }

    static Row of(int number) {
        return Arrays.stream(values())
                .filter(row -> row.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rows are " + numbers()));
    }

    private static List<Integer> numbers() {
        return Arrays.stream(values()).map(Row::number).collect(Collectors.toList());
    }
}
