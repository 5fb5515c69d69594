package io.remithub.posting.application;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By when a call must have left. Whoever stood still for longer, suspended between the attempt and the call, may have lost
 * the posting to another, who has proven since that nothing arrived.
 */
public final class Leaving {

    private static final ScopedValue<Leaving> CURRENT = ScopedValue.newInstance();

    private final InstantSource clock;
    private final long nanos = System.nanoTime();
    private final long millis;
    private final Duration within;

    private Leaving(InstantSource clock, Duration within) {
        this.clock = clock;
        this.millis = clock.millis();
        this.within = within;
    }

    /** @param clock which goes on where a machine was suspended and its timer was not told */
    public static Leaving within(Duration within, InstantSource clock) {
        return new Leaving(clock, within);
    }

    public <T> T call(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /** That of the call that this thread makes. */
    public static @Nullable Leaving current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Whether it must not leave any more. */
    public boolean isOver() {
        return System.nanoTime() - nanos >= within.toNanos() || clock.millis() - millis >= within.toMillis();
    }
}
