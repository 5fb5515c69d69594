package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final long TEN_MILLIS = Duration.ofMillis(10).toNanos();

    @Test
    void afterOneThatWasAloneNobodyWaits() {
        assertThat(Gathering.pause(1, TEN_MILLIS)).isZero();
        assertThat(Gathering.pause(0, TEN_MILLIS)).isZero();
    }

    @Test
    void inACrowdThePauseIsAsLongAsTheTransactionWas() {
        assertThat(Gathering.pause(2, TEN_MILLIS)).isEqualTo(TEN_MILLIS);
        assertThat(Gathering.pause(99, TEN_MILLIS)).isEqualTo(TEN_MILLIS);
    }

    @Test
    void whereManyShareTheCostsAlreadyThereIsNone() {
        assertThat(Gathering.pause(100, TEN_MILLIS)).isZero();
    }

    @Test
    void aSlowTransactionIsNotWaitedForAgain() {
        assertThat(Gathering.pause(2, 1_000 * TEN_MILLIS))
                .isEqualTo(Duration.ofMillis(25).toNanos());
    }

    @Test
    void theNextIsHeldBackForThatLong() {
        var gathering = new Gathering();
        gathering.stored(2, System.nanoTime() - TEN_MILLIS);
        long began = System.nanoTime();

        gathering.await();

        assertThat(System.nanoTime() - began).isGreaterThan(TEN_MILLIS / 2);
    }

    @Test
    void afterOneThatWasAloneTheNextKeepsTheShortestDistanceFromItsBeginning() {
        var gathering = new Gathering(Duration.ofNanos(2 * TEN_MILLIS));
        long began = System.nanoTime();
        gathering.stored(1, began);

        gathering.await();

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2 * TEN_MILLIS);
    }
}
