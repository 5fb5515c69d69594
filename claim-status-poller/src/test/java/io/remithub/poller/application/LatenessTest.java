package io.remithub.poller.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.poller.Claims;
import io.remithub.poller.Database;
import io.remithub.poller.application.CallBudget.Rates;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Reason;
import io.remithub.poller.outbound.db.Replicas;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LatenessTest {

    private static final int DUE = 3_000;
    /** The circuit stays open: nothing is proved of the credential. */
    private static final Answer UNWELL = new Answer.Unwell(503, Reason.PARTNER_ERROR, null);

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    Leases leases;

    @Inject
    ConcludeStep conclusion;

    @Inject
    Replicas replicas;

    @Inject
    Database database;

    /** Ticks are those of the test: the loop of this process may ask nothing. */
    @BeforeEach
    void loopless() {
        database.clear();
        database.execute(
                "insert into refused_credential (credential, probe_at) values ('hub', now() + interval '1 hour')");
    }

    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void what_a_payers_budget_puts_off_stays_late_until_it_is_asked() {
        database.execute("""
                insert into ticket (id, tenant_id, claim_key, charge_amount, state, reason, due_at, integrex_id)
                select 'due-' || n, '%s', 'due-' || n, 0, 'Polling', 'processing', now() - interval '1 hour', 'ix-' || n
                  from generate_series(1, %d) n""".formatted(Claims.TENANT, DUE));

        tick(replicas.withBudget(new Rates(DUE, 1)));
        tick(replicas.withBudget(new Rates(DUE, 1)));

        assertThat(lateness()).isBetween(3_600.0, 3_700.0);

        database.execute("update ticket set due_at = now() where due_at < now() + interval '2 hours'");
        tick(replicas.withBudget(new Rates(DUE, DUE)));

        assertThat(lateness()).isLessThan(60);
    }

    @Test
    void what_waits_for_the_calendar_is_not_late_though_an_older_process_left_the_mark() {
        markedByAnOlderProcess("now() + interval '7 days'");

        assertThat(lateness()).isZero();
    }

    @Test
    void what_the_calendar_brings_back_is_as_late_as_it_is_due_whatever_mark_it_bears() {
        markedByAnOlderProcess("now()");

        QuarkusTransaction.requiringNew().run(() -> leases.take(1, Duration.ofMinutes(1)));

        assertThat(database.states()).containsExactly("Submitting");
        assertThat(lateness()).isLessThan(60);
    }

    private void markedByAnOlderProcess(String dueAt) {
        database.execute("""
                insert into ticket (id, tenant_id, claim_key, charge_amount, state, reason, due_at, late_since)
                values ('calendar', '%s', 'calendar', 0, 'Queued', 'recheck', %s, now() - interval '1 hour')""".formatted(Claims.TENANT, dueAt));
    }

    private void tick(CallBudget budget) {
        var taken = QuarkusTransaction.requiringNew().call(() -> leases.take(DUE, Duration.ofMinutes(1)));
        var admission = budget.admit(taken);
        QuarkusTransaction.requiringNew().run(() -> leases.postpone(admission.postponed()));
        admission.admitted().forEach(lease -> conclusion.of(lease, UNWELL));
    }

    private double lateness() {
        return RestAssured.given()
                .baseUri(management)
                .get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("hub_tickets_oldest_due_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
