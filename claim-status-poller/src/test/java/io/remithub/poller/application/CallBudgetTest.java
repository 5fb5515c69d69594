package io.remithub.poller.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.Cause;
import io.remithub.poller.Database;
import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.application.CallBudget.Rates;
import io.remithub.poller.domain.TicketState;
import io.remithub.poller.outbound.db.Replicas;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallBudgetTest {

    @Inject
    Replicas replicas;

    @Inject
    Database database;

    @BeforeEach
    void fresh() {
        database.clear();
    }

    @Test
    void replicas_share_what_the_credential_may() {
        var one = replicas.withBudget(new Rates(10, 1_000));
        var other = replicas.withBudget(new Rates(10, 1_000));
        long begun = System.nanoTime();

        int calls = one.admit(leases("payer", 7)).admitted().size()
                + other.admit(leases("payer", 7)).admitted().size();

        assertThat(calls).isBetween(10, 10 + refilled(10, begun));
    }

    @Test
    void over_a_while_all_replicas_together_make_no_more_calls_than_they_may() {
        var rates = new Rates(40, 1_000);
        var all = List.of(replicas.withBudget(rates), replicas.withBudget(rates), replicas.withBudget(rates));
        var calls = new AtomicInteger();
        long begun = System.nanoTime();

        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            all.forEach(one -> calls.addAndGet(
                    one.admit(leases("payer", one.worthTaking(8))).admitted().size()));
            return System.nanoTime() - begun > Duration.ofSeconds(1).toNanos();
        });

        assertThat(calls.get()).isBetween(60, 40 + refilled(40, begun));
    }

    @Test
    void a_payer_that_has_spent_its_share_lines_up_and_leaves_the_others_theirs() {
        var budget = replicas.withBudget(new Rates(1_000, 5));

        var greedy = budget.admit(leases("greedy", 9));
        var modest = budget.admit(leases("modest", 5));

        assertThat(greedy.admitted()).hasSizeBetween(5, 6);
        assertThat(modest.admitted()).hasSize(5);
        assertThat(greedy.postponed()).extracting(Postponed::after).isSorted().allSatisfy(wait -> assertThat(wait)
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(1)));
    }

    @Test
    void what_the_credential_has_no_call_for_costs_its_payer_none() {
        var budget = replicas.withBudget(new Rates(1, 5));

        var first = budget.admit(leases("payer", 5));
        var unlimited = replicas.withBudget(new Rates(1_000, 5)).admit(leases("payer", 4));

        assertThat(first.admitted()).hasSize(1);
        assertThat(first.postponed()).extracting(Postponed::after).containsOnly(Duration.ZERO);
        assertThat(unlimited.admitted()).hasSize(4);
    }

    @Test
    void a_second_call_of_one_step_is_counted_too() {
        var budget = replicas.withBudget(new Rates(2, 1_000));

        budget.spendAnother();

        assertThat(budget.admit(leases("payer", 3)).admitted()).hasSize(1);
    }

    private static int refilled(int perSecond, long since) {
        return (int) Math.ceil(perSecond * (System.nanoTime() - since) / 1e9);
    }

    private static List<Lease> leases(String payer, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Lease(
                        payer + i,
                        payer,
                        null,
                        null,
                        1,
                        Instant.EPOCH,
                        TicketState.POLLING,
                        false,
                        0,
                        Cause.NONE,
                        null,
                        "ix-" + i,
                        false))
                .toList();
    }
}
