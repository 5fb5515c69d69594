package io.remithub.poller;

import static io.remithub.poller.Integrex.json;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CredentialCircuitTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLAIMS = 40;
    /** As many as this process asks at once (poller.concurrency of the tests). */
    private static final int IN_FLIGHT = 8;

    @Inject
    Requests requests;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    private final Integrex integrex = new Integrex();
    private Statuses statuses;

    @BeforeEach
    void fresh() {
        database.clear();
        integrex.reset();
        statuses = new Statuses();
    }

    @AfterEach
    void close() {
        statuses.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402})
    void a_refused_credential_opens_its_circuit_with_one_alert_and_tickets_wait_until_a_probe_closes_it(int code) {
        double before = alerts();
        integrex.onSubmit(json(code, "{}"));
        var payments = askForAll();
        await().atMost(SOON).until(() -> waiting() == CLAIMS && probes() >= 3);
        await().atMost(SOON).until(() -> !statuses.all().isEmpty());

        assertThat(integrex.submissions().size()).isLessThanOrEqualTo((IN_FLIGHT + probes()) * (code == 401 ? 2 : 1));
        assertThat(statuses.all()).singleElement().satisfies(told -> assertThat(
                        ((ClaimStatusFailed) told.payload()).getCode())
                .isEqualTo("partner-credential-refused"));
        assertThat(waiting()).isEqualTo(CLAIMS);

        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));

        await().atMost(SOON).until(() -> answered().size() == CLAIMS);
        assertThat(answered()).containsExactlyInAnyOrderElementsOf(payments);
        assertThat(database.states()).hasSize(CLAIMS).containsOnly("Completed");
        assertThat(database.count("select count(*) from refused_credential")).isZero();
        assertThat(alerts() - before).isEqualTo(1);
    }

    @Test
    void a_refused_credential_is_told_to_a_payment_that_it_keeps_waiting() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", json(200, "{\"categoryCode\":\"F1\",\"checkNumber\":\"CHK-1\"}"));
        var decided = Requests.payment();
        requests.ask(decided, "claim-decided");
        await().atMost(SOON).until(() -> answered().contains(decided));

        integrex.onSubmit(json(402, "{}"));
        database.execute("update ticket set due_at = now() where reason = 'check-uncashed'");
        await().atMost(SOON).until(() -> database.count("select count(*) from refused_credential") == 1);
        var undecided = Requests.payment();
        requests.ask(undecided, "claim-undecided");

        await().atMost(SOON).until(() -> !statuses.of(undecided).isEmpty());
        assertThat(((ClaimStatusFailed) statuses.of(undecided).getFirst().payload()).getCode())
                .isEqualTo("partner-credential-refused");
        assertThat(statuses.of(decided)).hasSize(1);

        integrex.onSubmit(ticket(200, "ix-2"));
        integrex.onPoll("ix-2", status("F1"));
        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed", "Completed")));
    }

    @Test
    void a_token_endpoint_that_does_not_know_us_opens_the_circuit_as_well() {
        integrex.onSubmit(json(401, "{}"));
        integrex.onAuth(json(401, "{\"error\":\"invalid_client\"}"));
        requests.ask(Requests.payment(), "claim-1");
        await().atMost(SOON).until(() -> database.list("select http_status from refused_credential")
                .equals(List.of("401")));

        integrex.reset();
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));

        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed")));
    }

    @Test
    void a_circuit_that_another_replica_opened_holds_here() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));
        database.execute("""
                insert into refused_credential (credential, http_status, probe_at)
                values ('hub', 402, now() + interval '1 hour')""");

        requests.ask(Requests.payment(), "claim-1");
        await().atMost(SOON).until(() -> database.states().equals(List.of("Queued")));
        await().during(Duration.ofMillis(500))
                .until(() -> integrex.submissions().isEmpty());

        database.execute("update refused_credential set probe_at = now()");
        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed")));
        assertThat(database.count("select count(*) from refused_credential")).isZero();
    }

    @Test
    void a_claim_that_is_forbidden_stops_no_other() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onSubmitOf("Walt", json(403, "{}"));
        integrex.onPoll("ix-1", status("F1"));
        requests.ask(Requests.payment(), "claim-forbidden", "Walt");
        await().atMost(SOON).until(() -> forbidden().equals(List.of("Submitting partner-error")));

        var payments = IntStream.range(0, 9).mapToObj(_ -> Requests.payment()).toList();
        payments.forEach(payment -> requests.ask(payment, "claim-of-" + payment));

        await().atMost(SOON).until(() -> answered().size() == payments.size());
        assertThat(database.count("select count(*) from refused_credential")).isZero();
        assertThat(forbidden()).singleElement(STRING).startsWith("Submitting ");

        integrex.onSubmitOf("Walt", ticket(200, "ix-1"));
        await().atMost(SOON).until(() -> answered().size() == payments.size() + 1);
    }

    /** Overdue instead of partner-error once its deadline has passed: not failed for either. */
    private List<String> forbidden() {
        return database.list("select state || ' ' || reason from ticket where claim_key = 'claim-forbidden'");
    }

    private long waiting() {
        return database.count("select count(*) from ticket where state in ('Queued', 'Submitting')");
    }

    private List<String> answered() {
        return statuses.all().stream()
                .filter(told -> told.payload() instanceof ClaimStatusReceived)
                .map(Statuses.Told::key)
                .toList();
    }

    private double alerts() {
        return metrics.counter("hub.partner.credential.refusals", "partner", "integrex")
                .count();
    }

    /** Each moves the next one at least 0.3 s (poller.credential-wait) on. */
    private int probes() {
        return (int)
                database.list("""
                        select floor(extract(epoch from probe_at - refused_at) / 0.3) - 1 from refused_credential""").stream().mapToDouble(Double::parseDouble).sum();
    }

    private List<String> askForAll() {
        return IntStream.range(0, CLAIMS)
                .mapToObj(i -> {
                    var payment = Requests.payment();
                    requests.ask(payment, "claim-" + i);
                    return payment;
                })
                .toList();
    }
}
