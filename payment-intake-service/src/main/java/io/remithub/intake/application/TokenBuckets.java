package io.remithub.intake.application;

import java.time.Duration;

/** Buckets that every replica takes from: full at first, refilled evenly over a minute, never fuller than that. */
public interface TokenBuckets {

    /** As many tokens as there are, up to so many. */
    Taken take(String bucket, int perMinute, int most);

    /** Of buckets that have been full for long: how many. */
    int forgetFull();

    /** @param untilNext how long it takes until there is one, where there was none */
    record Taken(int tokens, Duration untilNext) {}
}
