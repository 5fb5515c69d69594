package io.remithub.poller.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.messaging.Cause;
import io.remithub.poller.application.CallBudget.Admission;
import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.domain.TicketState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollClaimStatusTest {

    private final Queue<Lease> due = new ArrayDeque<>();
    private final List<Lease> postponed = new ArrayList<>();
    private int left = 1_000;

    @Test
    void a_payer_that_has_spent_its_budget_keeps_nobody_waiting_behind_its_backlog() {
        due("spent", 50);
        due("modest", 3);

        assertThat(poll().upTo(8)).hasSize(3);
        assertThat(postponed).hasSize(50);
        assertThat(due).isEmpty();
    }

    @Test
    void a_backlog_without_end_is_lined_up_bit_by_bit() {
        due("spent", 100_000);

        assertThat(poll().upTo(8)).isEmpty();
        assertThat(postponed).hasSizeBetween(8, 1_000);
    }

    @Test
    void nothing_is_taken_that_the_credential_has_no_call_for() {
        due("modest", 5);
        left = 2;

        assertThat(poll().upTo(8)).hasSize(2);
        assertThat(due).hasSize(3);
    }

    private void due(String payer, int count) {
        for (int i = 0; i < count; i++) {
            due.add(new Lease(
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
                    "ix",
                    false));
        }
    }

    private PollClaimStatus poll() {
        var leases = new LeaseTickets(new Due(), new Closed(), Duration.ofSeconds(15));
        return new PollClaimStatus(leases, new Budget(), null, null);
    }

    private final class Due implements Leases {

        @Override
        public List<Lease> take(int limit, Duration lease) {
            return Stream.generate(due::poll).limit(Math.min(limit, due.size())).toList();
        }

        @Override
        public void postpone(List<Postponed> those) {
            those.forEach(one -> postponed.add(one.lease()));
        }
    }

    private final class Budget implements CallBudget {

        @Override
        public int worthTaking(int wanted) {
            return Math.min(wanted, left);
        }

        @Override
        public Admission admit(List<Lease> leases) {
            var admitted = leases.stream()
                    .filter(lease -> !lease.tenantId().equals("spent"))
                    .toList();
            left -= admitted.size();
            return new Admission(
                    admitted,
                    leases.stream()
                            .filter(lease -> !admitted.contains(lease))
                            .map(lease -> new Postponed(lease, Duration.ofSeconds(1)))
                            .toList());
        }

        @Override
        public void spendAnother() {
            left--;
        }
    }

    private static final class Closed implements CredentialCircuit {

        @Override
        public Gate gate() {
            return Gate.CLOSED;
        }

        @Override
        public boolean open(Integer httpStatus) {
            return false;
        }

        @Override
        public boolean tell() {
            return false;
        }

        @Override
        public boolean close() {
            return false;
        }
    }
}
