package io.remithub.poller.application;

import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.Sealing;
import io.remithub.messaging.TransientFailure;
import io.remithub.messaging.WorkLoop;
import io.remithub.poller.Claims;
import io.remithub.poller.Database;
import io.remithub.poller.Integrex;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.TicketState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaseTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Subscriptions subscriptions;

    @Inject
    Leases leases;

    @Inject
    PollClaimStatus poll;

    @Inject
    ConcludeStep conclusion;

    @Inject
    Sealing sealing;

    @Inject
    Database database;

    private final Integrex integrex = new Integrex();

    @BeforeEach
    void fresh() {
        database.clear();
        integrex.reset();
    }

    @Test
    void a_process_that_dies_while_it_submits_is_followed_by_one_that_submits_again() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));

        var dead = takenByOneThatDies(request("payment-1", "claim-1"));

        assertThat(dead.state()).isEqualTo(TicketState.SUBMITTING);
        assertThat(database.states()).containsExactly("Submitting");
        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed")));
        assertThat(integrex.submissions()).hasSize(1);
        assertThat(database.list("select reason from ticket_change order by id"))
                .containsExactly("requested", "taken", "lease-ran-out", "accepted", "answered");
    }

    @Test
    void an_answer_under_an_old_lease_changes_nothing() {
        integrex.onSubmit(ticket(200, "ix-new"));
        integrex.onPoll("ix-new", processing());
        var late = takenByOneThatDies(request("payment-1", "claim-1"));
        await().atMost(SOON).until(() -> database.states().equals(List.of("Polling")));

        conclusion.of(late, new Answer.Accepted(200, "ix-late"));

        assertThat(database.list("select integrex_id from ticket")).containsExactly("ix-new");
    }

    @Test
    void an_answer_whose_commit_came_through_unheard_is_not_taken_twice() {
        integrex.onPoll("ix-1", processing());
        var lease = takenByOneThatDies(request("payment-1", "claim-1"));

        conclusion.of(lease, new Answer.Accepted(202, "ix-1"));
        conclusion.of(lease, new Answer.Accepted(202, "ix-1"));

        assertThat(database.list("select reason from ticket_change order by id"))
                .containsOnlyOnce("accepted")
                .startsWith("requested", "taken", "accepted");
    }

    @Test
    void an_answer_for_a_cancelled_ticket_changes_nothing() {
        var request = request("payment-1", "claim-1");
        var inFlight = takenByOneThatDies(request);
        QuarkusTransaction.requiringNew().run(() -> subscriptions.leave(List.of(request.subscriber())));

        conclusion.of(inFlight, new Answer.Accepted(200, "ix-late"));

        assertThat(database.states()).containsExactly("Cancelled");
    }

    @Test
    void loops_side_by_side_poll_no_ticket_twice_at_a_time_and_leave_none_out() {
        int claims = 60;
        var slow = processing().withFixedDelay(100);
        for (int i = 0; i < claims; i++) {
            integrex.onSubmitOf("Sam" + i, ticket(202, "ix-" + i).withFixedDelay(100));
            integrex.onPoll("ix-" + i, slow, slow, slow, status("F1").withFixedDelay(100));
        }

        try (var _ = new WorkLoop("second", Duration.ofMillis(20), 8, poll::upTo).start();
                var _ = new WorkLoop("third", Duration.ofMillis(20), 8, poll::upTo).start()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> subscriptions.join(IntStream.range(0, claims)
                            .mapToObj(i -> request("payment-" + i, "claim-" + i, "Sam" + i))
                            .toList()));
            await().atMost(SOON)
                    .until(() -> database.count("select count(*) from ticket where state = 'Completed'") == claims);
        }

        assertThat(integrex.submissions()).hasSizeGreaterThanOrEqualTo(claims);
        assertThat(integrex.polls()).hasSizeGreaterThanOrEqualTo(4 * claims);
        // Each answer takes 100 ms: two at a time would begin closer together. A slow machine may cost repetitions.
        for (int i = 0; i < claims; i++) {
            assertThat(gapsOf("ix-" + i)).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(100));
        }
    }

    private List<Long> gapsOf(String id) {
        var times = integrex
                .server()
                .find(WireMock.getRequestedFor(WireMock.urlPathEqualTo(Integrex.CLAIM_INFO))
                        .withQueryParam("id", WireMock.equalTo(id)))
                .stream()
                .map(LoggedRequest::getLoggedDate)
                .map(java.util.Date::getTime)
                .sorted()
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i) - times.get(i - 1))
                .toList();
    }

    @Test
    void whoever_joins_while_tickets_end_is_answered_and_no_claim_has_two_open_tickets() throws Exception {
        int claims = 30;
        int payments = 8;
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));

        try (var consumers = Executors.newVirtualThreadPerTaskExecutor()) {
            var joined = consumers.invokeAll(IntStream.range(0, payments)
                    .<Callable<Void>>mapToObj(payment -> () -> joinAll(payment, claims))
                    .toList());
            for (var one : joined) {
                one.get();
            }
        }
        await().atMost(SOON).until(() -> database.count("select count(*) from ticket where state <> 'Completed'") == 0);

        assertThat(database.count("select count(distinct (payment_id, claim_index)) from subscriber"))
                .isEqualTo((long) claims * payments);
        assertThat(database.count("select count(*) from outbox_sequence where topic = 'claims.status.v1'"
                        + " and subject like 'crowd-%'"))
                .isEqualTo((long) claims * payments);
    }

    /** In chunks of any order, each a batch of the inbox; a deadlock is waited out as it does. */
    private Void joinAll(int payment, int claims) {
        var requests = new ArrayList<>(IntStream.range(0, claims)
                .mapToObj(claim -> request("crowd-%d-%d".formatted(payment, claim), "claim-" + claim))
                .toList());
        Collections.shuffle(requests, new Random(payment));
        for (int from = 0; from < claims; from += 10) {
            var batch = requests.subList(from, from + 10);
            boolean done = false;
            while (!done) {
                try {
                    QuarkusTransaction.requiringNew().run(() -> subscriptions.join(batch));
                    done = true;
                } catch (TransientFailure again) {
                    done = false;
                }
            }
        }
        return null;
    }

    /** Opened and leased in one transaction, so that the loop of this process cannot be quicker. */
    private Lease takenByOneThatDies(ClaimRequest request) {
        return QuarkusTransaction.requiringNew().call(() -> {
            subscriptions.join(List.of(request));
            return leases.take(1, Duration.ofSeconds(1)).getFirst();
        });
    }

    private ClaimRequest request(String paymentId, String claimKey) {
        return request(paymentId, claimKey, "Sam");
    }

    private ClaimRequest request(String paymentId, String claimKey, String firstName) {
        return Claims.request(sealing, paymentId, claimKey, firstName);
    }
}
