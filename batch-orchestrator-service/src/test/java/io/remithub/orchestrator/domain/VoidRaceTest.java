package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Posting.Outcome.CONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Posting.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A void against everything that it can meet, a thousand times in orders by chance: there is one winner. */
class VoidRaceTest {

    private static final int RUNS = 1_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void a_void_that_races_a_settlement_has_one_winner() {
        for (int run = 0; run < RUNS; run++) {
            var story = race(
                    Story.requested(),
                    List.of(it -> Issuances.voided(it, 1)),
                    List.of(it -> Issuances.settled(it, 1)),
                    List.of(it -> Issuances.cashed(it, 1, Story.CHECK)),
                    List.of(posted(0, Purpose.PAYMENT, Outcome.ACCEPTED), posted(0, Purpose.PAYMENT, CONFIRMED)));

            var balance = story.payment().balance();
            boolean isVoided = story.status() == PaymentStatus.VOIDED;
            assertThat(balance.available()).as("seed %d run %d", seed, run).isZero();
            assertThat(balance.voided()).isEqualTo(isVoided ? 30_000 : 0);
            assertThat(balance.settled()).isEqualTo(isVoided ? 0 : 30_000);
            assertThat(reversals(story)).hasSize(isVoided ? 2 : 0);
        }
    }

    @Test
    void a_void_that_races_another_void_has_one_winner() {
        for (int run = 0; run < RUNS; run++) {
            var rulings = new ArrayList<Ruling<Payment>>();
            Function<Payment, Ruling<Payment>> voiding = it -> {
                var ruling = Issuances.voided(it, 1);
                rulings.add(ruling);
                return ruling;
            };
            var story = race(
                    Story.requested(),
                    List.of(voiding),
                    List.of(voiding),
                    List.of(posted(1, Purpose.PAYMENT, CONFIRMED)));

            assertThat(rulings.stream().filter(it -> it instanceof Ruling.Taken))
                    .as("seed %d run %d", seed, run)
                    .hasSize(1);
            assertThat(rulings).contains(new Ruling.Refused<>("status-not-voidable"));
            assertThat(reversals(story)).hasSize(2);
        }
    }

    @Test
    void a_void_that_races_the_completion_undoes_everything_once() {
        for (int run = 0; run < RUNS; run++) {
            var story = race(
                    Story.requested(),
                    List.of(it -> Issuances.voided(it, 1)),
                    List.of(posted(0, Purpose.PAYMENT, Outcome.ACCEPTED), posted(0, Purpose.PAYMENT, CONFIRMED)),
                    List.of(posted(0, Purpose.CHARGE, CONFIRMED)),
                    List.of(posted(1, Purpose.PAYMENT, CONFIRMED)),
                    List.of(posted(1, Purpose.CHARGE, CONFIRMED)));

            assertThat(story.status()).as("seed %d run %d", seed, run).isEqualTo(PaymentStatus.VOIDED);
            assertThat(reversals(story)).containsExactly("Reverse 0/1", "Reverse 1/1");
            assertThat(story.payment().undoing()).hasSize(2).allSatisfy(it -> {
                assertThat(it.postings().isSettled(Purpose.PAYMENT)).isTrue();
                assertThat(it.postings().isSettled(Purpose.CHARGE)).isTrue();
            });
            assertThat(story.payment().claims())
                    .allSatisfy(claim -> assertThat(claim.postings()).isEqualTo(Postings.NONE));
        }
    }

    private static List<String> reversals(Story story) {
        return story.commands().stream().filter(it -> it.startsWith("Reverse")).toList();
    }

    private static Function<Payment, Ruling<Payment>> posted(int claim, Purpose purpose, Outcome outcome) {
        return it -> Reports.posted(it, claim, 1, purpose, new Posting(outcome, "HUB:" + claim, 15_000, null));
    }

    @SafeVarargs
    private Story race(Story story, List<Function<Payment, Ruling<Payment>>>... sources) {
        var open = new ArrayList<List<Function<Payment, Ruling<Payment>>>>();
        for (var source : sources) {
            open.add(new ArrayList<>(source));
        }
        while (!open.isEmpty()) {
            var source = open.get(random.nextInt(open.size()));
            story.tell(source.removeFirst());
            open.removeIf(List::isEmpty);
        }
        return story;
    }
}
