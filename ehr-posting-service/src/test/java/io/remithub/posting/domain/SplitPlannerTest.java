package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.remithub.posting.domain.SplitPlanner.Line;
import io.remithub.posting.domain.SplitPlanner.Targets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class SplitPlannerTest {

    private static final List<Line> TWO_LINES = List.of(new Line("1", 120_000, 90_000), new Line("2", 80_000, 60_000));

    private record Claim(long amount, List<Line> lines, Targets targets) {}

    @Test
    void each_line_goes_to_its_charge() {
        assertThat(SplitPlanner.plan(150_000, TWO_LINES, charges(Map.of("1", "9001", "2", "9002"))))
                .isEqualTo(new Splits.ByCharge(Map.of("9001", 90_000L, "9002", 60_000L)));
    }

    @Test
    void a_line_without_a_charge_sends_all_of_them_to_their_providers() {
        var targets = new Targets(Map.of("1", "9001"), Map.of("2", "002"), "001");

        assertThat(SplitPlanner.plan(150_000, TWO_LINES, targets))
                .isEqualTo(new Splits.ByProvider(Map.of("001", 90_000L, "002", 60_000L)));
    }

    @Test
    void lines_of_one_provider_are_one_split() {
        assertThat(SplitPlanner.plan(150_000, TWO_LINES, new Targets(Map.of(), Map.of(), "001")))
                .isEqualTo(new Splits.ByProvider(Map.of("001", 150_000L)));
    }

    @Test
    void an_unpaid_line_needs_no_charge() {
        var lines = List.of(new Line("1", 120_000, 90_000), new Line("2", 80_000, 0));

        assertThat(SplitPlanner.plan(90_000, lines, charges(Map.of("1", "9001"))))
                .isEqualTo(new Splits.ByCharge(Map.of("9001", 90_000L)));
    }

    @Test
    void what_a_claim_loses_as_a_whole_is_spread_over_its_lines_to_the_cent() {
        var lines = List.of(new Line("1", 100, 100), new Line("2", 100, 100), new Line("3", 100, 100));

        assertThat(SplitPlanner.plan(200, lines, charges(Map.of("1", "a", "2", "b", "3", "c"))))
                .isEqualTo(new Splits.ByCharge(Map.of("a", 67L, "b", 67L, "c", 66L)));
    }

    @Test
    void with_neither_charges_nor_providers_nothing_is_allocated() {
        assertThat(SplitPlanner.plan(150_000, TWO_LINES, new Targets(Map.of(), Map.of(), null)))
                .isEqualTo(new Splits.Unallocated());
    }

    @Test
    void a_claim_without_lines_goes_to_its_only_charge_or_else_its_provider() {
        assertThat(SplitPlanner.plan(500, List.of(), charges(Map.of("1", "9001"))))
                .isEqualTo(new Splits.ByCharge(Map.of("9001", 500L)));
        assertThat(SplitPlanner.plan(500, List.of(), new Targets(Map.of("1", "a", "2", "b"), Map.of(), "001")))
                .isEqualTo(new Splits.ByProvider(Map.of("001", 500L)));
    }

    /** QuickTheories prints the seed of a failure, and repeats it with -DQT_SEED. */
    @Test
    void no_split_is_ever_negative_and_together_they_are_always_the_amount() {
        qt().withExamples(2_000).forAll(claims()).checkAssert(claim -> {
            var splits = SplitPlanner.plan(claim.amount(), claim.lines(), claim.targets());
            var amounts =
                    switch (splits) {
                        case Splits.ByCharge(var byCharge) -> byCharge;
                        case Splits.ByProvider(var byProvider) -> byProvider;
                        case Splits.Unallocated() -> Map.of("nobody", claim.amount());
                    };
            assertThat(amounts.values()).allMatch(amount -> amount > 0);
            assertThat(amounts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(claim.amount());
        });
    }

    /** CLP02 22 repeats the claim with its signs turned. */
    @Test
    void what_a_reversal_takes_from_each_charge_or_provider_is_what_the_payment_gave_it() {
        qt().withExamples(2_000).forAll(claims()).checkAssert(claim -> {
            var reversed = claim.lines().stream()
                    .map(line -> new Line(line.name(), -line.charged(), -line.paid()))
                    .toList();

            var paid = SplitPlanner.plan(claim.amount(), claim.lines(), claim.targets());
            var taken = SplitPlanner.plan(
                    claim.amount(), reversed.stream().map(Line::turned).toList(), claim.targets());

            assertThat(taken).isEqualTo(paid);
        });
    }

    /** Lines paid more, less or something else than the claim, reversed lines among them, registered or not. */
    private static Gen<Claim> claims() {
        return longs().between(1, 10_000_000_000L)
                .zip(integers().between(0, 12), longs().all(), (amount, lines, seed) -> {
                    var random = new Random(seed);
                    return new Claim(amount, lines(lines, random), targets(lines, random));
                });
    }

    private static List<Line> lines(int count, Random random) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Line(
                        Integer.toString(i),
                        random.nextLong(-1_000, 1_000_000),
                        switch (random.nextInt(4)) {
                            case 0 -> 0;
                            case 1 -> random.nextLong(-500_000, 0);
                            default -> random.nextLong(1, 5_000_000_000L);
                        }))
                .toList();
    }

    private static Targets targets(int lines, Random random) {
        var charges = new HashMap<String, String>();
        var providers = new HashMap<String, String>();
        var all = random.nextBoolean();
        for (int i = 1; i <= lines; i++) {
            if (all || random.nextBoolean()) {
                charges.put(Integer.toString(i), "charge-" + random.nextInt(5));
            }
            if (random.nextBoolean()) {
                providers.put(Integer.toString(i), "provider-" + random.nextInt(3));
            }
        }
        return new Targets(charges, providers, random.nextBoolean() ? "provider-0" : null);
    }

    private static Targets charges(Map<String, String> charges) {
        return new Targets(charges, Map.of(), null);
    }
}
