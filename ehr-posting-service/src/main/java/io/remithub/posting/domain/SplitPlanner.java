package io.remithub.posting.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Spreads a claim's amount over its service lines: in proportion to what each was paid, by largest remainder, so that
 * claim-level adjustments reach every line and no cent is lost. Charges where every paid line has one, else providers.
 */
public final class SplitPlanner {

    /** A service line of the remittance: its name in the registration, and its money in cents. */
    public record Line(String name, long charged, long paid) {

        /** Of a claim that is taken back: what is to be taken is spread as what was paid had been. */
        public Line turned() {
            return new Line(name, -charged, -paid);
        }
    }

    /** What the registration knows of the health record's ids, by line. */
    public record Targets(
            Map<String, String> charges,
            Map<String, String> providers,
            @Nullable String provider) {}

    private record Share(String line, long amount) {}

    private SplitPlanner() {}

    public static Splits plan(long amount, List<Line> lines, Targets targets) {
        if (amount <= 0) {
            throw new IllegalArgumentException("only a positive amount is split");
        }
        if (lines.isEmpty()) {
            return unlined(amount, targets);
        }
        var shares = shares(amount, lines);
        var charges = allocate(shares, targets.charges()::get);
        if (charges != null) {
            return new Splits.ByCharge(charges);
        }
        var providers = allocate(shares, line -> targets.providers().getOrDefault(line, targets.provider()));
        return providers == null ? new Splits.Unallocated() : new Splits.ByProvider(providers);
    }

    /** A claim without lines: its only charge, or its provider. */
    private static Splits unlined(long amount, Targets targets) {
        if (targets.charges().size() == 1) {
            return new Splits.ByCharge(
                    Map.of(targets.charges().values().iterator().next(), amount));
        }
        return targets.provider() == null
                ? new Splits.Unallocated()
                : new Splits.ByProvider(Map.of(targets.provider(), amount));
    }

    private static @Nullable Map<String, Long> allocate(List<Share> shares, Function<String, @Nullable String> target) {
        var amounts = new HashMap<String, Long>();
        for (var share : shares) {
            var id = target.apply(share.line());
            if (id == null) {
                return null;
            }
            amounts.merge(id, share.amount(), Math::addExact);
        }
        return amounts;
    }

    /** A line that was paid nothing, or had money taken back, gets nothing. */
    private static List<Share> shares(long amount, List<Line> lines) {
        var weights = weights(lines);
        var amounts = byLargestRemainder(amount, weights);
        var shares = new ArrayList<Share>();
        for (int i = 0; i < lines.size(); i++) {
            if (amounts[i] > 0) {
                shares.add(new Share(lines.get(i).name(), amounts[i]));
            }
        }
        return shares;
    }

    private static long[] weights(List<Line> lines) {
        for (Function<Line, Long> weight : List.<Function<Line, Long>>of(Line::paid, Line::charged, line -> 1L)) {
            var weights = lines.stream()
                    .mapToLong(line -> Math.max(0, weight.apply(line)))
                    .toArray();
            if (IntStream.range(0, weights.length).anyMatch(i -> weights[i] > 0)) {
                return weights;
            }
        }
        throw new IllegalStateException("every line weighs at least one");
    }

    static long[] byLargestRemainder(long amount, long[] weights) {
        var total = BigInteger.ZERO;
        for (long weight : weights) {
            total = total.add(BigInteger.valueOf(weight));
        }
        var shares = new long[weights.length];
        var remainders = new BigInteger[weights.length];
        long left = amount;
        for (int i = 0; i < weights.length; i++) {
            var exact = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(total);
            shares[i] = exact[0].longValueExact();
            remainders[i] = exact[1];
            left -= shares[i];
        }
        var byRemainder = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .toList();
        byRemainder.forEach(i -> shares[i]++);
        return shares;
    }
}
