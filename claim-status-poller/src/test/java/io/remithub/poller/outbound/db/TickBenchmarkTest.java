package io.remithub.poller.outbound.db;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.poller.Integrex.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.poller.Claims;
import io.remithub.poller.Database;
import io.remithub.poller.Integrex;
import io.remithub.poller.application.Leases;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a tick costs however many tickets wait. In full, and without the budget of calls that tests have: {@code
 * -Dtest=TickBenchmarkTest -Dbenchmark.waiting=1000,100000,1000000 -Dbenchmark.due=2000 -Dbudget.calls-per-second=100000}.
 */
@QuarkusTest
class TickBenchmarkTest {

    private static final String WAITING = System.getProperty("benchmark.waiting", "1000,20000");
    private static final int DUE = Integer.getInteger("benchmark.due", 100);
    private static final int TICKS = 200;

    @Inject
    Leases leases;

    @Inject
    Database database;

    private final Integrex integrex = new Integrex();

    static Stream<Integer> waiting() {
        return Stream.of(WAITING.split(",")).map(Integer::valueOf);
    }

    @BeforeEach
    @AfterEach
    void fresh() {
        database.clear();
        integrex.reset();
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void a_tick_and_a_look_at_what_is_late_go_over_the_partial_indexes_however_many_wait(int waiting) {
        fill("waiting", waiting, "now() + interval '1 day'");
        database.execute("analyze ticket");

        var plan = String.join(
                "\n",
                database.list(
                        "explain " + SqlLeases.TAKE.replaceFirst("\\?", "32").replaceFirst("\\?", "15")));
        var gauges = String.join("\n", database.list("explain " + TicketMetrics.STANDING.replaceFirst("\\?", "'hub'")));
        tickWithNothingDue();
        double ticks = perSecond(TICKS, this::tickWithNothingDue);
        double asked = perSecond(DUE, this::askForAllThatAreDue);

        System.out.printf(
                "benchmark: %,d tickets wait: %.0f ticks/s with nothing due, %.0f tickets/s asked over HTTP and"
                        + " concluded%n%s%n",
                waiting, ticks, asked, plan);
        assertThat(plan).contains("Index Scan using ticket_due on ticket").doesNotContain("Seq Scan on ticket ");
        assertThat(gauges)
                .contains("using ticket_due on ticket", "using ticket_late on ticket")
                .doesNotContain("Seq Scan on ticket ");
        assertThat(database.count("select count(*) from ticket where state = 'Polling'"))
                .isEqualTo(waiting);
    }

    private void tickWithNothingDue() {
        for (int i = 0; i < TICKS; i++) {
            QuarkusTransaction.requiringNew().run(() -> assertThat(leases.take(32, Duration.ofSeconds(15)))
                    .isEmpty());
        }
    }

    private void askForAllThatAreDue() {
        integrex.server().register(get(urlPathEqualTo(Integrex.CLAIM_INFO)).willReturn(status("F1")));
        fill("due", DUE, "now()");
        database.execute("""
                insert into subscriber (ticket_id, payment_id, claim_index, issuance)
                select id, id, 0, 1 from ticket where id like 'due-%' and state <> 'Completed'""");
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        database.count("select coalesce(sum(tickets), 0) from ticket_tally where state = 'Completed'")
                                == DUE);
    }

    private void fill(String name, int count, String due) {
        database.execute("""
                insert into ticket (id, tenant_id, claim_key, charge_amount, state, reason, due_at, integrex_id)
                select '%1$s-' || n, '%2$s', '%1$s-' || n, 0, 'Polling', 'processing', %3$s, 'ix-' || n
                  from generate_series(1, %4$d) n""".formatted(name, Claims.TENANT, due, count));
    }

    private static double perSecond(int count, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return count / ((System.nanoTime() - begun) / 1e9);
    }
}
