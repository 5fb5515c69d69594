package io.remithub.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.Ids;
import io.remithub.posting.outbound.http.Quota;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The quota of NexHealth, at a thirtieth of its size. */
@QuarkusTest
class QuotaTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Inject
    Quota.Quotas quotas;

    @Test
    void replicas_share_what_a_partner_allows_and_what_is_beyond_it_is_not_sent() {
        var partner = Ids.next();
        var one = quotas.of(partner, 60);
        var other = quotas.of(partner, 60);

        var sent = 0;
        for (int i = 0; i < 12; i++) {
            sent += (i % 2 == 0 ? one : other).take(AT_ONCE) ? 1 : 0;
        }

        // A tenth at once, and nine tenths over the minute: together never more than the quota.
        assertThat(sent).isBetween(6, 7);
    }

    @Test
    void a_call_waits_a_moment_for_its_turn() {
        var quota = quotas.of(Ids.next(), 600);
        while (quota.take(AT_ONCE)) {
            // all that may be sent at once
        }

        assertThat(quota.take(Duration.ofSeconds(2))).isTrue();
    }
}
