package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a payment may wait for. */
class WaitingTest extends WorldInOrder {

    @Test
    void one_that_waits_with_an_exception_is_at_rest_and_with_two_it_is_not() {
        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        assertThat(found()).isEmpty();

        payments.set(0, payment("SENT", List.of("posting-unconfirmed"), List.of("charge-unconfirmed")));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("2 open exceptions"));
    }

    @Test
    void one_that_waits_for_what_was_never_wrong_with_it_is_work_that_was_not_done() {
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        for (var code : List.of(
                "claim-not-registered",
                "out-of-balance",
                "suspected-duplicate",
                "patient-unknown",
                "partner-credential-refused")) {
            payments.set(0, payment("SENT", List.of(code)));

            assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("waits for " + code));
        }
    }

    @Test
    void one_that_was_started_or_released_and_does_not_go_on_is_forgotten() {
        payments.set(0, payment("CREATED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));

        payments.set(0, payment("HELD"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));
        accepted.set(0, held("p"));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", "p"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));
    }

    @Test
    void one_that_was_released_with_its_whole_batch_or_by_name_and_is_held_is_forgotten() {
        accepted.set(0, held("p"));
        payments.set(0, payment("HELD"));
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", null, List.of("another")));
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "another", null));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));

        for (var named : List.of(List.of("another", "p"), List.<String>of())) {
            obeyed.set(0, new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", null, named));
            assertThat(found())
                    .anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));
        }
    }

    @Test
    void one_whose_batch_was_cancelled_is_cancelled_and_nothing_else() {
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchCancelRequested", "b", null));
        for (var status : List.of("CREATED", "HELD", "LOADING", "COMPLETED")) {
            payments.set(0, payment(status));
            assertThat(found())
                    .anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it is cancelled"));
        }

        payments.set(0, payment("CANCELLED"));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
    }

    @Test
    void one_that_ends_without_being_paid_though_nobody_cancelled_or_removed_it_is_seen() {
        for (var status : List.of("CANCELLED", "FAILED")) {
            payments.set(0, payment(status));
            assertThat(found())
                    .anyMatch(it -> it.startsWith("I1") && it.contains("p is " + status) && it.contains("goes on"));
        }

        obeyed.add(new Told.Obeyed(Tenant.ACME, "PaymentRemoved", "b", "another"));
        payments.set(0, payment("CANCELLED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));

        obeyed.add(new Told.Obeyed(Tenant.ACME, "PaymentRemoved", "b", "p"));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
    }

    @Test
    void one_that_goes_on_though_its_batch_was_not_started_is_seen() {
        opened.set(0, new Told.Opened(Tenant.ACME, "of the batch", "b"));
        assertThat(found())
                .anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it is not started"));

        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchStartRequested", "b", null));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
    }

    @Test
    void one_that_is_paid_though_it_was_held_and_another_was_released_is_seen() {
        accepted.set(0, held("p"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it is held"));

        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", null, List.of("another")));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it is held"));

        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", null, List.of("p")));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
    }

    @Test
    void one_with_a_flaw_waits_for_that_and_for_no_other() {
        accepted.set(0, accepted("p", Flaw.OUT_OF_BALANCE));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Loading"));
        payments.set(0, payment("LOADING", List.of("out-of-balance")));
        assertThat(found()).isEmpty();

        payments.set(0, payment("LOADING", List.of("out-of-balance", "claim-not-registered")));
        assertThat(found())
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("I1").contains("waits for claim-not-registered"));
    }

    @Test
    void one_that_takes_back_what_is_posted_waits_for_nobody() {
        var due = accepted("q", Flaw.TAKES_BACK).due();
        accepted.add(new Told.Accepted(Tenant.ACME, "R-C", "c", "q", false, 100, due));
        opened.add(new Told.Opened(Tenant.ACME, "R-C", "c"));
        var waits = List.of(List.of("posting-review"));
        payments.add(new Payment("q", Tenant.ACME.id(), "SENT", 1, 100, 100, 20, waits, true));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("q (R-C, TAKES_BACK) waits"));

        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
    }

    @Test
    void a_hub_in_which_everything_waits_has_done_nothing() {
        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        var fates = Fates.of(accepted, snapshot());

        assertThat(fates).isEqualTo(new Fates(0, 1, 1));
        assertThat(fates.violations()).singleElement().satisfies(it -> assertThat(it)
                .contains("none is completed"));

        payments.set(0, payment("COMPLETED"));
        assertThat(Fates.of(accepted, snapshot()).violations()).isEmpty();
    }
}
