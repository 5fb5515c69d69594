package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void half_an_hour_has_ten_thousand_payments_and_a_row_two_hundred() {
        assertThat(Faults.payments(30)).isEqualTo(10_000);
        assertThat(Faults.payments(0)).isEqualTo(200);
    }

    @Test
    void everything_at_random_is_every_row_but_those_that_need_servers_of_their_own() {
        assertThat(Row.mixed()).hasSize(17).doesNotContain(Row.BROKERS, Row.DISKS_FULL, Row.EVERYTHING);
    }

    @Test
    void healing_begins_when_the_fault_ends() {
        long ended = System.nanoTime();
        long still = ended + Duration.ofSeconds(7).toNanos();

        assertThat(new Rest.Result(List.of(), still, List.of()).since(ended)).hasSeconds(7);
        assertThat(new Rest.Result(List.of(), ended, List.of()).since(still)).isZero();
    }
}
