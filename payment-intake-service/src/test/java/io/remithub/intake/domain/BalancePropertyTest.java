package io.remithub.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.remithub.intake.domain.Finding.Level;
import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.intake.domain.Remittance.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payments at random, whose figures agree, and what one cent does to them. */
class BalancePropertyTest {

    private static final List<String> GROUPS = List.of("CO", "PR", "OA", "PI");

    @Test
    void any_payment_whose_figures_agree_has_no_finding() {
        qt().forAll(longs().all()).checkAssert(seed -> assertThat(
                        BalanceCheck.of(new Figures(seed, -1, 0).remittance()).findings())
                .isEmpty());
    }

    @Test
    void whichever_amount_is_a_cent_off_a_finding_names_its_place() {
        qt().forAll(longs().all(), integers().between(0, 1_000), integers().between(0, 1))
                .checkAssert((seed, any, sign) -> {
                    int amounts = new Figures(seed, -1, 0).amounts;
                    var shifted = new Figures(seed, any % amounts, sign == 0 ? 1 : -1);

                    var findings = BalanceCheck.of(shifted.remittance()).findings();

                    assertThat(findings).anyMatch(shifted.wrong::isNamedBy);
                });
    }

    /** Where an amount stands. */
    private record Spot(
            Level level, @Nullable Integer claim, @Nullable Integer line) {

        static final Spot WHOLE = new Spot(Level.TRANSACTION, null, null);

        boolean isNamedBy(Finding finding) {
            return finding.level() == level
                    && Objects.equals(finding.claimIndex(), claim)
                    && Objects.equals(finding.lineIndex(), line);
        }
    }

    /** Draws the same figures from the same seed; the amount at one index is given as another than it is. */
    private static final class Figures {

        private final Random random;
        private final int shifted;
        private final int by;
        private int amounts;
        private Spot wrong = Spot.WHOLE;

        Figures(long seed, int shifted, int by) {
            this.random = new Random(seed);
            this.shifted = shifted;
            this.by = by;
            this.remittance = draw();
        }

        private final Remittance remittance;

        Remittance remittance() {
            return remittance;
        }

        private Money said(long cents, Spot spot) {
            boolean off = amounts++ == shifted;
            if (off) {
                wrong = spot;
            }
            return new Money(off ? cents + by : cents);
        }

        private Remittance draw() {
            var claims = new ArrayList<Claim>();
            long paid = 0;
            for (int index = 0, of = random.nextInt(5); index < of; index++) {
                var claim = new ClaimFigures(index);
                claims.add(claim.said());
                paid += claim.paid;
            }
            var plb = new ArrayList<Long>();
            for (int i = 0, of = random.nextInt(3); i < of; i++) {
                plb.add(cents() - 50_000);
            }
            long amount = paid - plb.stream().mapToLong(Long::longValue).sum();
            if (amount < 0) {
                plb.add(amount); // carried forward: BPR02 is never negative
            }
            return ARemittance.payment(
                    said(Math.max(amount, 0), Spot.WHOLE),
                    null,
                    claims,
                    plb.stream().map(it -> said(it, Spot.WHOLE)).toArray(Money[]::new));
        }

        private long cents() {
            return random.nextInt(100_000);
        }

        private List<long[]> adjustments() {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> new long[] {random.nextInt(GROUPS.size()), cents() - 10_000})
                    .toList();
        }

        private List<Adjustment> said(List<long[]> adjustments, Spot spot) {
            return adjustments.stream()
                    .map(it -> new Adjustment(GROUPS.get((int) it[0]), "45", said(it[1], spot)))
                    .toList();
        }

        /** One claim, from its lines up. */
        private final class ClaimFigures {
            private final int index;
            private final Spot spot;
            private final List<Line> lines = new ArrayList<>();
            private long charge;
            private long paid;
            private long share;

            ClaimFigures(int index) {
                this.index = index;
                this.spot = new Spot(Level.CLAIM, index, null);
            }

            Claim said() {
                int count = random.nextInt(4);
                for (int line = 0; line < count; line++) {
                    lines.add(line(new Spot(Level.LINE, index, line)));
                }
                if (count == 0) {
                    charge = cents();
                    paid = charge;
                }
                var own = adjustments();
                count(own);
                return new Claim(
                        index,
                        "PCN",
                        null,
                        new Remittance.Patient(null, null, null),
                        "1",
                        Figures.this.said(charge, spot),
                        Figures.this.said(paid, spot),
                        Figures.this.said(share, spot),
                        null,
                        List.of(),
                        Figures.this.said(own, spot),
                        List.of(),
                        lines);
            }

            private Line line(Spot place) {
                long charged = cents();
                var adjusted = adjustments();
                charge += charged;
                paid += charged;
                long before = paid;
                count(adjusted);
                return ARemittance.line(
                        Figures.this.said(charged, place),
                        Figures.this.said(charged - (before - paid), place),
                        Figures.this.said(adjusted, place));
            }

            private void count(List<long[]> adjustments) {
                for (var adjustment : adjustments) {
                    paid -= adjustment[1];
                    share += GROUPS.get((int) adjustment[0]).equals("PR") ? adjustment[1] : 0;
                }
            }
        }
    }
}
