package io.remithub.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;

class ClocksTest {

    /** Asks in every way but the one for ids, whose library is not here. */
    public static final class Asking implements Callable<List<Instant>> {
        @Override
        public List<Instant> call() {
            return List.of(
                    Instant.now(),
                    Clock.systemUTC().instant(),
                    Instant.ofEpochMilli(System.currentTimeMillis()),
                    Instant.EPOCH.plusSeconds(600));
        }
    }

    @Test
    void whoever_asks_the_machine_is_told_another_time_and_who_does_not_is_left_alone() throws Exception {
        var rewrite = Clocks.off(600).of("Asking", bytes(Asking.class));
        assertThat(Clocks.off(600).of("ClocksTest", bytes(Fixed.class))).isNull();

        var classes = ClassFile.of();
        var turned =
                classes.transformClass(classes.parse(bytes(Asking.class)), java.util.Objects.requireNonNull(rewrite));
        var told = new Loader().ask(turned);

        var late = new TemporalUnitWithinOffset(60, java.time.temporal.ChronoUnit.SECONDS);
        var due = Instant.now().plus(Duration.ofSeconds(600));
        assertThat(told.subList(0, 3)).allSatisfy(it -> assertThat(it).isCloseTo(due, late));
        assertThat(told.get(3)).isEqualTo(Instant.EPOCH.plusSeconds(600));
    }

    private static final class Fixed {
        Instant instant() {
            return Instant.EPOCH;
        }
    }

    private static final class Loader extends ClassLoader {
        @SuppressWarnings("unchecked")
        List<Instant> ask(byte[] bytes) throws Exception {
            var made =
                    defineClass(null, bytes, 0, bytes.length).getConstructor().newInstance();
            return ((Callable<List<Instant>>) made).call();
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        var name = type.getName().replace('.', '/') + ".class";
        try (var in = java.util.Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
