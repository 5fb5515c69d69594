package io.remithub.posting.outbound.nexhealth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.Ids;
import io.remithub.posting.application.Leaving;
import io.remithub.posting.domain.Splits;
import io.remithub.posting.outbound.http.Reply;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Found by seed 20, row 20: a process that was suspended between the attempt and its call made it a minute later. And by
 * seed 21: one that was suspended while its call had all but left, and waited for a connection.
 */
@QuarkusTest
class LeavesInTimeTest {

    /** As many as a client keeps to one host. */
    private static final int CONNECTIONS = 50;

    @Inject
    NexHealthCalls calls;

    @Inject
    @RestClient
    NexHealthApi api;

    private final String subdomain = Ids.next();
    private final WireMock nexHealth =
            new WireMock("localhost", Integer.getInteger("io.remithub.posting.partners-port"));

    @BeforeEach
    void answers() {
        nexHealth.register(post(urlPathEqualTo("/nexhealth/authenticates")).willReturn(okJson("""
                {"code": true, "data": {"token": "token-1"}}""")));
        nexHealth.register(
                post(urlPathEqualTo("/nexhealth/payment_transactions")).willReturn(okJson("{}")));
        assertThat(calls.notReady()).isNull();
    }

    @Test
    void a_call_that_was_held_up_until_its_posting_may_be_anothers_does_not_leave() {
        var reply = Leaving.within(Duration.ZERO, Clock.systemUTC()).call(this::pay);

        assertThat(reply).isInstanceOf(Reply.NotSent.class);
        assertThat(sent()).isZero();
    }

    @Test
    void nor_does_one_of_a_machine_that_slept_whose_timers_do_not_know_it() {
        var asleep = clock(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));

        var reply = Leaving.within(Duration.ofMinutes(1), asleep).call(this::pay);

        assertThat(reply).isInstanceOf(Reply.NotSent.class);
        assertThat(sent()).isZero();
    }

    @Test
    void nor_one_that_was_in_time_until_it_was_given_a_connection() {
        assertThat(payHeldUpAtTheLast()).isInstanceOf(Reply.NotSent.class);
        assertThat(sent()).isZero();
    }

    @Test
    void those_that_stay_keep_no_connection() {
        for (int call = 0; call < 2 * CONNECTIONS; call++) {
            payHeldUpAtTheLast();
        }
        assertThat(pay()).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void one_that_is_in_time_leaves() {
        var reply = Leaving.within(Duration.ofMinutes(1), Clock.systemUTC()).call(this::pay);

        assertThat(reply).isInstanceOf(Reply.Answered.class);
        assertThat(sent()).isOne();
    }

    private Reply payHeldUpAtTheLast() {
        var asleep = clock(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
        return Leaving.within(Duration.ofMinutes(1), asleep).call(this::pay);
    }

    private Reply pay() {
        var payment = NewTransaction.payment(
                1, 100, "Cash", "HUB:A", LocalDate.parse("2025-01-15"), new Splits.Unallocated());
        return calls.write("payment_transactions", bearer -> api.pay(bearer, subdomain, "101", payment));
    }

    private int sent() {
        return nexHealth
                .find(postRequestedFor(urlPathEqualTo("/nexhealth/payment_transactions"))
                        .withQueryParam("subdomain", equalTo(subdomain)))
                .size();
    }

    private static InstantSource clock(Instant... times) {
        Iterator<Instant> each = List.of(times).iterator();
        return each::next;
    }
}
