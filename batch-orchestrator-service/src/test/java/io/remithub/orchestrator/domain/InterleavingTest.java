package io.remithub.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Posting.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each neighbour speaks in order of itself; between them, and again, everything may come in any order. */
class InterleavingTest {

    private static final int CLAIMS = 3;

    @Test
    void events_in_any_order_and_more_than_once_end_in_the_same_place() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("interleaving seed: " + seed);
        var random = new Random(seed);
        var expected = run(sources(), new Random(0), false);
        assertThat(expected.status()).isEqualTo(PaymentStatus.COMPLETED);

        for (int round = 0; round < 2_000; round++) {
            var story = run(sources(), random, true);

            assertThat(story.payment()).as("seed %d round %d", seed, round).isEqualTo(expected.payment());
            assertThat(story.commands())
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(expected.commands())
                    .doesNotHaveDuplicates();
            assertThat(story.causes()).isEmpty();
            assertForward(story.steps());
        }
    }

    private static Story run(List<List<Function<Payment, Ruling<Payment>>>> sources, Random random, boolean again) {
        var claims = new Claim[CLAIMS];
        for (int i = 0; i < CLAIMS; i++) {
            claims[i] = Story.claim(i, false);
        }
        var story = Story.of(Story.payment(it -> it, claims));
        var open = new ArrayList<>(sources.stream().map(ArrayList::new).toList());
        while (!open.isEmpty()) {
            var source = open.get(random.nextInt(open.size()));
            var event = source.removeFirst();
            story.tell(event);
            if (again && random.nextBoolean()) {
                story.tell(event);
            }
            open.removeIf(List::isEmpty);
        }
        return story;
    }

    private static List<List<Function<Payment, Ruling<Payment>>>> sources() {
        var sources = new ArrayList<List<Function<Payment, Ruling<Payment>>>>();
        // No check is looked for before the start.
        sources.add(List.of(Payment::start, it -> Issuances.cashed(it, 1, Story.CHECK)));
        for (int i = 0; i < CLAIMS; i++) {
            var claim = i;
            sources.add(List.of(it -> Reports.registered(it, "key-" + claim)));
            sources.add(List.of(answer(claim, "A1"), answer(claim, "R1"), answer(claim, "F1"), answer(claim, "P1")));
            sources.add(List.of(
                    posted(claim, Purpose.PAYMENT, Outcome.ACCEPTED),
                    posted(claim, Purpose.PAYMENT, Outcome.UNCONFIRMED),
                    posted(claim, Purpose.PAYMENT, Outcome.CONFIRMED)));
            sources.add(List.of(
                    posted(claim, Purpose.CHARGE, Outcome.REJECTED), posted(claim, Purpose.CHARGE, Outcome.CONFIRMED)));
        }
        return sources;
    }

    private static Function<Payment, Ruling<Payment>> answer(int claim, String category) {
        return it ->
                Reports.answered(it, claim, 1, new ClaimAnswer.Received("ticket", new Category(category), null, null));
    }

    private static Function<Payment, Ruling<Payment>> posted(int claim, Purpose purpose, Outcome outcome) {
        return it -> Reports.posted(it, claim, 1, purpose, new Posting(outcome, "HUB:" + claim, 15_000, null));
    }

    private static void assertForward(List<PaymentStatus> steps) {
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i - 1).canBecome(steps.get(i))).isTrue();
        }
    }
}
