package io.remithub.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong, stays so for a while, and is mended at return. */
@FunctionalInterface
interface Fault {

    /**
     * Where faults strike, and by what chance.
     *
     * @param deck the row's: what is dealt is dealt over all its strikes
     * @param patience the payers'
     * @param injected what was put on the streams, and is no event of the hub's
     * @param open how long a transaction is left so
     */
    record Scene(
            Hub hub,
            RandomGenerator random,
            Deck deck,
            Sandbox sandbox,
            Patience patience,
            Set<Snapshot.Place> injected,
            Duration open) {

        <T> T deal(String name, Collection<T> kinds) {
            return deck.deal(name, kinds);
        }

        /** Leaves what is wrong as it is, for so many milliseconds. */
        void last(int least, int most) throws InterruptedException {
            Thread.sleep(random.nextInt(least, most));
        }
    }

    /** @return what went wrong, in a few words; null where it came to nothing */
    @Nullable
    String strike(Scene scene) throws Exception;
}
