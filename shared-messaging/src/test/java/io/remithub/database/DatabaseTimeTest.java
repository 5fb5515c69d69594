package io.remithub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseTimeTest {

    private static final Duration MINUTES = Duration.ofMinutes(10);

    private Instant database = Instant.parse("2026-03-02T10:00:00Z");
    private Instant machine = database;
    private long nanos = Long.MAX_VALUE - 1_000; // it may begin anywhere, and pass the end
    private int asked;
    private boolean away;

    private final DatabaseTime time = new DatabaseTime(this::told, () -> machine, () -> nanos);

    private Instant told() {
        asked++;
        if (away) {
            throw new IllegalStateException("away");
        }
        return database;
    }

    @Test
    void a_machine_whose_clock_is_off_tells_the_databases_time() {
        machine = machine.plus(MINUTES);
        assertThat(time.instant()).isEqualTo(database);

        pass(Duration.ofSeconds(30));
        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void it_is_read_once_a_minute_and_counted_on() {
        time.instant();
        for (int second = 0; second < 120; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(time.instant()).isEqualTo(database);
        }
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void a_clock_that_is_set_anew_is_not_believed() {
        time.instant();
        machine = machine.minus(MINUTES);

        assertThat(time.instant()).isEqualTo(database);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_machine_that_was_suspended_and_counted_nothing_reads_again() {
        time.instant();
        machine = machine.plus(MINUTES);
        database = database.plus(MINUTES);

        assertThat(time.instant()).isEqualTo(database);
    }

    @Test
    void while_the_database_is_away_it_counts_on_and_asks_once_a_minute() {
        time.instant();
        away = true;
        pass(MINUTES);

        assertThat(time.instant()).isEqualTo(database);
        assertThat(time.instant()).isEqualTo(database);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void what_cannot_be_known_is_not_told() {
        away = true;
        assertThatThrownBy(time::instant).hasMessage("away");

        away = false;
        time.instant();
        away = true;
        machine = machine.plus(MINUTES);
        assertThatThrownBy(time::instant).hasMessage("away");
    }

    private void pass(Duration duration) {
        database = database.plus(duration);
        machine = machine.plus(duration);
        nanos += duration.toNanos();
    }
}
