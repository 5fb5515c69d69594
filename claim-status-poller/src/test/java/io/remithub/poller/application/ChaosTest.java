package io.remithub.poller.application;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.poller.Integrex.json;
import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.Sealing;
import io.remithub.messaging.WorkLoop;
import io.remithub.poller.Claims;
import io.remithub.poller.Database;
import io.remithub.poller.Integrex;
import io.remithub.poller.config.BudgetConfig;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.TicketState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand tickets, a clearinghouse that misbehaves in every way, and processes that die at every step. */
@QuarkusTest
class ChaosTest {

    private static final int TICKETS = Integer.getInteger("chaos.tickets", 1_000);
    private static final int DEATHS = TICKETS / 4;
    private static final int ANSWERED_AFTER = 20;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Leases leases;

    @Inject
    CallBudget budget;

    @Inject
    BudgetConfig budgetConfig;

    @Inject
    PollClaimStatus poll;

    @Inject
    Clearinghouse clearinghouse;

    @Inject
    ConcludeStep conclusion;

    @Inject
    Sealing sealing;

    @Inject
    Database database;

    private final Integrex integrex = new Integrex();
    private final Random random = new Random(17);

    @BeforeEach
    void fresh() {
        database.clear();
        database.execute("delete from outbox_sequence where subject like 'chaos-%'");
        integrex.reset();
    }

    @Test
    void a_thousand_tickets_each_reach_one_final_state_whatever_fails_and_whoever_dies() {
        misbehave();
        long begun = System.nanoTime();

        try (var death = new DeathAtCommit(database);
                var _ = new WorkLoop("second", Duration.ofMillis(50), 8, poll::upTo).start();
                var _ = new WorkLoop("third", Duration.ofMillis(50), 8, poll::upTo).start()) {
            askForAll();
            for (int deaths = 0; deaths < DEATHS; ) {
                deaths += takeAndDie(death);
            }
            integrex.server().resetMappings();
            integrex.issues("healed");
            submitted();
            polled();
            await().atMost(Duration.ofMinutes(3)).until(() -> open() == 0);
        }

        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(database.count("select count(*) from ticket")).isEqualTo(TICKETS);
        assertThat(database.list("select distinct state from ticket"))
                .isSubsetOf("Completed", "Rejected", "Failed")
                .contains("Completed", "Rejected");
        assertThat(database.list("""
                        select ticket_id from ticket_change where to_state in ('Completed', 'Rejected', 'Failed')
                         group by ticket_id having count(*) > 1""")).isEmpty();
        assertThat(database.count("""
                        select count(*) from outbox_sequence
                         where topic = 'claims.status.v1' and subject like 'chaos-%'""")).isEqualTo(TICKETS);
        assertThat(database.count("""
                        select sum(last) - (select count(*) from ticket_change
                                             where to_state = 'Submitting' and reason = 'overdue')
                          from outbox_sequence where topic = 'claims.status.v1' and subject like 'chaos-%'""")).isEqualTo(TICKETS);
        var calls = Stream.concat(integrex.submissions().stream(), integrex.polls().stream())
                .toList();
        assertThat(calls).hasSizeLessThanOrEqualTo((int) (budgetConfig.callsPerSecond() * (1 + seconds)));
        assertThat(twoAtOnce()).isEmpty();
    }

    /** Every ticket's id at the clearinghouse ends in two random digits, which say how its polls are answered. */
    private void misbehave() {
        submitted();
        polled();
        onSubmit("[01]$", json(503, "{}").withHeader("Retry-After", "1"));
        onSubmit("2$", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        onSubmit("3$", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        onSubmit("4$", json(200, "{\"id\":"));
        onPoll("0[0-3]", processing());
        onPoll("04", json(500, "{}"));
        onPoll("05", aResponse().withFault(Fault.EMPTY_RESPONSE));
        onPoll("06", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        onPoll("07", json(200, "{\"categoryCode\":\"F"));
        onPoll(
                "08",
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<p>"));
        onPoll("09", json(200, "x".repeat(100_000)));
        onPoll("10", json(404, "{}"));
        onPoll("11", json(429, "{}").withHeader("Retry-After", "1"));
        integrex.server()
                .register(get(urlPathEqualTo(Integrex.CLAIM_INFO))
                        .withQueryParam("id", matching(".*\\.12"))
                        .willReturn(status("F1").withFixedDelay(4_000)));
    }

    private void submitted() {
        integrex.onSubmit(json(200, """
                        {"id":"{{jsonPath request.body '$.trackingId1'}}.{{randomValue type='NUMERIC' length=2}}"}""").withTransformers("response-template"));
        onSubmit("f$", json(400, "{}"));
    }

    private void polled() {
        integrex.server()
                .register(get(urlPathEqualTo(Integrex.CLAIM_INFO))
                        .willReturn(status("F1").withFixedDelay(ANSWERED_AFTER)));
    }

    private void onSubmit(String ticket, ResponseDefinitionBuilder answer) {
        integrex.server()
                .register(post(urlPathEqualTo(Integrex.CLAIM_INFO))
                        .withRequestBody(matchingJsonPath("$.trackingId1", matching(".*" + ticket)))
                        .willReturn(answer));
    }

    private void onPoll(String digits, ResponseDefinitionBuilder answer) {
        integrex.server()
                .register(get(urlPathEqualTo(Integrex.CLAIM_INFO))
                        .withQueryParam("id", matching(".*\\." + digits))
                        .willReturn(answer.withFixedDelay(ANSWERED_AFTER)));
    }

    private void askForAll() {
        for (int from = 0; from < TICKETS; from += 100) {
            var batch = IntStream.range(from, Math.min(TICKETS, from + 100))
                    .mapToObj(i -> Claims.request(sealing, "chaos-" + i, "claim-" + i, "Sam"))
                    .toList();
            QuarkusTransaction.requiringNew().run(() -> subscriptions.join(batch));
        }
    }

    /** A process that takes what is due and dies of it; its leases end. */
    private int takeAndDie(DeathAtCommit death) {
        var taken = QuarkusTransaction.requiringNew().call(() -> leases.take(8, Duration.ofMinutes(5)));
        if (taken.isEmpty() && open() == 0) {
            return DEATHS;
        }
        var admitted = taken.isEmpty() ? taken : budget.admit(taken).admitted();
        admitted.forEach(lease -> die(lease, death));
        taken.forEach(lease -> database.execute("""
                update ticket set lease_until = now() - interval '1 second'
                 where id = '%s' and lease_epoch = %d and lease_until is not null""".formatted(lease.ticketId(), lease.epoch())));
        return taken.size();
    }

    private void die(Lease lease, DeathAtCommit death) {
        switch (random.nextInt(3)) {
            case 0 -> {
                // before it asks
            }
            case 1 -> ask(lease);
            default -> {
                var answer = ask(lease);
                death.of(lease.ticketId(), () -> conclusion.of(lease, answer));
            }
        }
    }

    private Answer ask(Lease lease) {
        return lease.state() == TicketState.SUBMITTING
                ? clearinghouse.submit(Objects.requireNonNull(lease.submission()))
                : clearinghouse.poll(Objects.requireNonNull(lease.integrexId()), lease.chargeAmount());
    }

    private long open() {
        return database.count("select count(*) from ticket where state in ('Queued', 'Submitting', 'Polling')");
    }

    /** Polls of one ticket that begin before the one before them was answered. */
    private List<String> twoAtOnce() {
        Map<String, List<Long>> begun = integrex.polls().stream()
                .collect(Collectors.groupingBy(
                        ChaosTest::ticket,
                        Collectors.mapping(poll -> poll.getLoggedDate().getTime(), Collectors.toList())));
        var overlapping = new ArrayList<String>();
        begun.forEach((ticket, times) -> {
            var sorted = times.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                if (sorted.get(i) - sorted.get(i - 1) < ANSWERED_AFTER) {
                    overlapping.add(ticket);
                }
            }
        });
        return overlapping;
    }

    private static String ticket(LoggedRequest poll) {
        return poll.queryParameter("id").firstValue();
    }
}
