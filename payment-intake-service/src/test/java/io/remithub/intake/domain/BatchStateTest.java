package io.remithub.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.intake.domain.Account.AutoPost;
import io.remithub.intake.domain.Account.Balance;
import io.remithub.intake.domain.Account.ControlTotals;
import io.remithub.intake.domain.Account.HoldRule;
import io.remithub.intake.domain.Account.Policy;
import io.remithub.intake.domain.Account.PostWhen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command makes of a batch, status by status. */
class BatchStateTest {

    private static final String CREATOR = "creator";
    private static final String OTHER = "other";
    private static final Totals FULL = new Totals(new Money(20_000), 2);

    @ParameterizedTest
    @CsvSource({
        "CREATED,               Taken,       NotStarted,  Taken,       Taken",
        "HELD,                  NothingToDo, Taken,       Taken,       Taken",
        "PROCESSING,            NothingToDo, Taken,       NotOpen,     NotOpen",
        "COMPLETED,             NothingToDo, NothingToDo, NotOpen,     NotOpen",
        "COMPLETED_WITH_ERRORS, NothingToDo, NothingToDo, NotOpen,     NotOpen",
        "FAILED,                NothingToDo, NothingToDo, NotOpen,     NotOpen",
        "CANCELLED,             NotOpen,     NotHeld,     NothingToDo, NotOpen"
    })
    void each_command_in_each_status(BatchStatus status, String start, String release, String cancel, String amend) {
        var batch = aBatch().in(status).state();

        assertThat(name(batch.start())).isEqualTo(start);
        assertThat(name(batch.release(OTHER, Set.of("Held")))).isEqualTo(release);
        assertThat(name(batch.cancel())).isEqualTo(cancel);
        assertThat(name(batch.amend(new Totals(new Money(30_000), 3)))).isEqualTo(amend);
    }

    @Test
    void a_release_with_nothing_left_held_changes_nothing() {
        assertThat(name(aBatch().in(BatchStatus.PROCESSING).state().release(OTHER, Set.of("Completed"))))
                .isEqualTo("NothingToDo");
        assertThat(name(aBatch().in(BatchStatus.PROCESSING).released().state().release(OTHER, Set.of("Held"))))
                .isEqualTo("NothingToDo");
    }

    @Test
    void start_and_release_require_the_control_totals_unless_the_account_only_warns() {
        var tooFew = new Totals(new Money(10_000), 1);

        assertThat(name(aBatch().with(tooFew).state().start())).isEqualTo("TotalsDiffer");
        assertThat(name(aBatch().in(BatchStatus.HELD).with(tooFew).state().release(OTHER, Set.of("Held"))))
                .isEqualTo("TotalsDiffer");
        assertThat(name(aBatch().warning().with(tooFew).state().start())).isEqualTo("Taken");
        assertThat(name(aBatch().warning().with(Totals.NONE).state().start())).isEqualTo("EmptyBatch");
    }

    @Test
    void add_never_exceeds_the_control_totals_even_where_the_account_only_warns() {
        var one = new Totals(new Money(10_000), 1);
        var batch = aBatch().warning().with(one);

        assertThat(name(batch.state().add(one))).isEqualTo("Taken");
        assertThat(name(batch.state().add(new Totals(new Money(10_001), 1)))).isEqualTo("TotalsDiffer");
        assertThat(name(batch.state().add(new Totals(new Money(1), 2)))).isEqualTo("TotalsDiffer");
        assertThat(name(batch.in(BatchStatus.PROCESSING).state().add(one))).isEqualTo("NotOpen");
    }

    @Test
    void with_dual_control_no_key_that_put_payments_in_releases() {
        var batch = aBatch().in(BatchStatus.HELD).dual();

        assertThat(name(batch.state().release(CREATOR, Set.of("Held")))).isEqualTo("DualControl");
        assertThat(name(batch.state().release(OTHER, Set.of("Held")))).isEqualTo("Taken");
        assertThat(name(batch.state().releaseNamed(CREATOR, List.of(aPayment("Held", "account-hold")))))
                .isEqualTo("DualControl");
    }

    @Test
    void one_payment_goes_ahead_of_the_others_where_the_account_allows_it_or_a_rule_holds_it() {
        var batch = aBatch().in(BatchStatus.HELD).state();

        assertThat(name(batch.releaseOne(OTHER, aPayment("Held", "account-hold"))))
                .isEqualTo("PartialReleaseDisabled");
        assertThat(name(batch.releaseOne(OTHER, aPayment("Held", "new-payee")))).isEqualTo("Taken");
        assertThat(name(batch.releaseOne(OTHER, aPayment("Completed", "account-hold"))))
                .isEqualTo("NothingToDo");
        assertThat(name(batch.releaseOne(OTHER, aPayment("Cancelled", "account-hold"))))
                .isEqualTo("PaymentsNotHeld");
    }

    @Test
    void what_is_held_is_released_though_its_account_holds_nothing_any_more() {
        var batch = aBatch().in(BatchStatus.PROCESSING).holdingNothing().state();

        assertThat(name(batch.releaseNamed(OTHER, List.of(aPayment("Held", "amount-over-limit")))))
                .isEqualTo("Taken");
        assertThat(name(batch.releaseOne(OTHER, aPayment("Held", "amount-over-limit"))))
                .isEqualTo("Taken");
        assertThat(name(batch.release(OTHER, Set.of("Held")))).isEqualTo("Taken");
    }

    @Test
    void what_is_not_yet_decided_on_is_released_though_its_account_holds_nothing_any_more() {
        var batch = aBatch().in(BatchStatus.PROCESSING).holdingNothing().state();
        var undecided = aPayment("Created", "");

        assertThat(name(batch.release(OTHER, Set.of("Created", "Completed")))).isEqualTo("Taken");
        assertThat(name(batch.releaseNamed(OTHER, List.of(undecided)))).isEqualTo("Taken");
        assertThat(name(batch.releaseOne(OTHER, undecided))).isEqualTo("Taken");
    }

    @Test
    void with_dual_control_what_is_not_yet_decided_on_needs_another_key_though_its_account_holds_nothing_any_more() {
        var undecided = aPayment("Created", "");
        for (var batch : List.of(
                aBatch().in(BatchStatus.PROCESSING).dual().state(),
                aBatch().in(BatchStatus.PROCESSING).dual().holdingNothing().state())) {
            assertThat(name(batch.release(CREATOR, Set.of("Created")))).isEqualTo("DualControl");
            assertThat(name(batch.releaseNamed(CREATOR, List.of(undecided)))).isEqualTo("DualControl");
            assertThat(name(batch.releaseOne(CREATOR, undecided))).isEqualTo("DualControl");
            assertThat(name(batch.release(CREATOR, Set.of("Held")))).isEqualTo("DualControl");
            assertThat(name(batch.release(CREATOR, Set.of("Completed")))).isEqualTo("NothingToDo");
            assertThat(name(batch.release(OTHER, Set.of("Created")))).isEqualTo("Taken");
        }
    }

    @Test
    void a_start_leads_where_the_hold_of_its_opening_says() {
        assertThat(aBatch().holdingNothing().openedHolding().state().batch().startsAs())
                .isEqualTo(BatchStatus.HELD);
        assertThat(aBatch().holdingNothing().state().batch().startsAs()).isEqualTo(BatchStatus.PROCESSING);
    }

    @Test
    void a_payment_issued_alone_is_one_of_several_once_another_is_beside_it_or_is_to_be() {
        var one = new Totals(new Money(10_000), 1);
        var payment = aPayment("Held", "account-hold");

        assertThat(name(aBatch().in(BatchStatus.HELD).alone(one, one).state().releaseOne(OTHER, payment)))
                .isEqualTo("Taken");
        assertThat(name(aBatch().in(BatchStatus.HELD).alone(FULL, FULL).state().releaseOne(OTHER, payment)))
                .isEqualTo("PartialReleaseDisabled");
        assertThat(name(aBatch().in(BatchStatus.HELD)
                        .warning()
                        .alone(FULL, one)
                        .state()
                        .releaseOne(OTHER, payment)))
                .isEqualTo("PartialReleaseDisabled");
    }

    @ParameterizedTest
    @CsvSource({"Created,Taken", "Held,Taken", "Loading,PaymentNotOpen", "Completed,PaymentNotOpen"})
    void a_payment_is_removed_while_it_waits(String status, String decision) {
        assertThat(name(aBatch().in(BatchStatus.HELD).state().remove(aPayment(status, "account-hold"))))
                .isEqualTo(decision);
    }

    private static PaymentState aPayment(String status, String reason) {
        return new PaymentState(
                new PaymentId("p"),
                new BatchId("b"),
                "R",
                new Money(10_000),
                new Issuance(1, status, Money.ZERO),
                List.of(reason),
                false);
    }

    private static String name(Decision decision) {
        return decision instanceof Decision.Refused(var rejection)
                ? rejection.getClass().getSimpleName()
                : decision.getClass().getSimpleName();
    }

    private static Given aBatch() {
        return new Given();
    }

    /** A held account's batch of two payments, complete. */
    private static final class Given {
        private BatchStatus status = BatchStatus.CREATED;
        private Totals expected = FULL;
        private Totals current = FULL;
        private ControlTotals controlTotals = ControlTotals.ENFORCE;
        private boolean apart;
        private boolean freed;
        private boolean hold = true;
        private boolean heldAtFirst = true;
        private boolean single;

        Given in(BatchStatus other) {
            status = other;
            return this;
        }

        Given with(Totals other) {
            current = other;
            return this;
        }

        Given warning() {
            controlTotals = ControlTotals.WARN;
            return this;
        }

        Given dual() {
            apart = true;
            return this;
        }

        Given released() {
            freed = true;
            return this;
        }

        Given holdingNothing() {
            hold = false;
            heldAtFirst = false;
            return this;
        }

        /** Whatever its account has become since. */
        Given openedHolding() {
            heldAtFirst = true;
            return this;
        }

        Given alone(Totals control, Totals counted) {
            single = true;
            expected = control;
            current = counted;
            return this;
        }

        BatchState state() {
            var policy = new Policy(
                    hold,
                    Balance.WARN,
                    controlTotals,
                    PostWhen.CLAIM_FINAL,
                    apart,
                    AutoPost.AUTO,
                    null,
                    hold ? List.of(new HoldRule("new-payee", Map.of())) : List.of(),
                    false);
            var account = new Account(new UUID(0, 1), "A", "S", policy);
            var batch = new Batch(
                    new BatchId("b"),
                    new TenantId(new UUID(0, 2)),
                    "C",
                    account,
                    heldAtFirst,
                    expected.total(),
                    expected.payments(),
                    single,
                    CREATOR,
                    Instant.EPOCH);
            return new BatchState(batch, status, current, Set.of(CREATOR), freed);
        }
    }
}
