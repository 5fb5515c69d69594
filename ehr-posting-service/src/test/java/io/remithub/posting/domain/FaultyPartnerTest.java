package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A partner that is unwell for ten minutes, a ledger that lags, processes that die: in a time of their own. */
class FaultyPartnerTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Instant WELL_AGAIN = NOON.plus(Duration.ofMinutes(10));
    private static final Duration READ_LAG = Duration.ofMinutes(10);
    private static final PostingKey KEY = new PostingKey("payment", 0, 1, Purpose.PAYMENT);

    private final Decider decider = new Decider(new Timing(
            Duration.ofMinutes(10),
            READ_LAG,
            Duration.ofHours(48),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            LocalTime.of(2, 0)));

    /** One run of one posting. */
    private final class Run {

        final Random random;
        final List<Instant> ledger = new ArrayList<>();
        final Duration lag;
        Posting posting = Posting.planned(KEY, "tenant", Effect.PAYMENT, 1_000, new Origin(null, null, null), NOON);
        Instant now = NOON;
        int calls;
        Outcome told;

        Run(long seed) {
            random = new Random(seed);
            lag = Duration.ofSeconds(random.nextInt((int) READ_LAG.toSeconds()));
        }

        /** QuickTheories prints the seed of a failure, and repeats it with -DQT_SEED. */
        Run toItsEnd() {
            for (int step = 0; step < 500 && !over(); step++) {
                step();
                assertThat(ledger).as("effects").hasSizeLessThanOrEqualTo(1);
            }
            return this;
        }

        boolean over() {
            return posting.state().settled()
                    || told != null && told.code().equals("UNCONFIRMED")
                    || posting.tries().dueAt() == null && posting.state() != PostingState.ATTEMPTED;
        }

        private void step() {
            if (posting.state() == PostingState.ATTEMPTED) {
                take(new Happening.Abandoned());
                return;
            }
            now = posting.tries().dueAt().isAfter(now) ? posting.tries().dueAt() : now;
            if (posting.state() == PostingState.PLANNED) {
                take(new Happening.Attempting("HUB:A", "every-health", "101"));
                call();
            } else {
                take(look());
            }
            if (!ledger.isEmpty() && random.nextInt(4) == 0) {
                take(new Happening.Confirmed("555"));
            }
        }

        private void call() {
            calls++;
            switch (now.isBefore(WELL_AGAIN) ? random.nextInt(6) : 5) {
                case 0 -> take(new Happening.NotDelivered(null, null));
                case 1 -> take(new Happening.NotDelivered(null, Duration.ofSeconds(random.nextInt(90))));
                case 2 -> take(new Happening.Lost());
                case 3 -> {
                    ledger.add(now);
                    take(new Happening.Lost());
                }
                case 4 -> {
                    // The process dies, after the partner has committed or before.
                    if (random.nextBoolean()) {
                        ledger.add(now);
                    }
                }
                default -> {
                    ledger.add(now);
                    take(new Happening.Accepted("555"));
                }
            }
        }

        private Happening look() {
            if (now.isBefore(WELL_AGAIN) && random.nextBoolean()) {
                return new Happening.LookupFailed();
            }
            var visible =
                    ledger.stream().filter(at -> !at.plus(lag).isAfter(now)).count();
            return visible > 0
                    ? new Happening.Found(visible * 1_000, "555")
                    : new Happening.Absent(now.minus(lag).minusSeconds(random.nextInt(120)));
        }

        private void take(Happening happening) {
            if (decider.decide(posting, happening, now) instanceof Decision.Changed(var after, var outcome)) {
                posting = after;
                told = outcome == null ? told : outcome;
            }
        }
    }

    @Test
    void whatever_a_partner_does_for_ten_minutes_nothing_is_lost_and_nothing_is_there_twice() {
        qt().withExamples(5_000).forAll(longs().all()).checkAssert(seed -> {
            var run = new Run(seed).toItsEnd();

            assertThat(run.told).isNotNull();
            if (run.posting.state() == PostingState.CONFIRMED) {
                assertThat(run.ledger).hasSize(1);
            } else {
                // Twice gone astray, and twice proven absent: for people to decide.
                assertThat(run.told).isEqualTo(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
                assertThat(run.ledger).isEmpty();
            }
        });
    }

    @Test
    void a_partner_that_is_down_for_ten_minutes_is_asked_less_and_less_often_and_then_gets_it_once() {
        var run = new Run(0);
        while (run.now.isBefore(WELL_AGAIN)) {
            run.now = run.posting.tries().dueAt();
            run.take(new Happening.Attempting("HUB:A", "every-health", "101"));
            run.calls++;
            run.take(
                    run.now.isBefore(WELL_AGAIN)
                            ? new Happening.NotDelivered(null, null)
                            : new Happening.Accepted("555"));
        }

        assertThat(run.posting.state()).isEqualTo(PostingState.ACCEPTED);
        assertThat(run.calls).isBetween(8, 12);
    }
}
