package io.remithub.posting.domain;

import java.util.Map;

/** To whom or what the amount of a transaction is allocated; cents by id, all positive, exactly the amount in sum. */
public sealed interface Splits {

    record ByCharge(Map<String, Long> amounts) implements Splits {
        public ByCharge {
            amounts = positive(amounts);
        }
    }

    record ByProvider(Map<String, Long> amounts) implements Splits {
        public ByProvider {
            amounts = positive(amounts);
        }
    }

    /** Neither is known: the health record allocates by its own rules. */
    record Unallocated() implements Splits {}

    /** Whether they are exactly the amount in sum. */
    default boolean comeTo(long amount) {
        return switch (this) {
            case ByCharge(var amounts) -> sum(amounts) == amount;
            case ByProvider(var amounts) -> sum(amounts) == amount;
            case Unallocated() -> true;
        };
    }

    private static long sum(Map<String, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> positive(Map<String, Long> amounts) {
        if (amounts.isEmpty() || amounts.values().stream().anyMatch(amount -> amount <= 0)) {
            throw new IllegalArgumentException("a split has parts, and each is positive");
        }
        return Map.copyOf(amounts);
    }
}
