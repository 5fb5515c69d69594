package io.remithub.intake.domain;

import java.math.BigDecimal;
import java.util.stream.Stream;

/** US dollars, exact to the cent. */
public record Money(long cents) {

    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 2;

    /** @throws ArithmeticException when there are more than two decimals, or more dollars than a long holds in cents */
    public static Money of(BigDecimal dollars) {
        return new Money(dollars.movePointRight(DECIMALS).longValueExact());
    }

    public static Money sum(Stream<Money> amounts) {
        return amounts.reduce(ZERO, Money::plus);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, other.cents));
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(cents, DECIMALS);
    }
}
