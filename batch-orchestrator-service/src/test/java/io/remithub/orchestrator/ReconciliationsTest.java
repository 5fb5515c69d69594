package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
import static io.remithub.orchestrator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.messaging.Ids;
import io.remithub.messaging.Patience;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.Reconcile;
import io.remithub.schemas.Topic;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A day that no other test has payments on, followed from payer to ledger. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ReconciliationsTest {

    private static final LocalDate DAY = LocalDate.parse("1970-01-01");

    @Inject
    Polls polls;

    @Inject
    ObeyPayers payers;

    @Inject
    Reconcile reconcile;

    @Inject
    EntityManager entities;

    private final LocalDate day = DAY.plusDays(ThreadLocalRandom.current().nextInt(15_000));
    private String batch = Ids.next();
    private String payment = Ids.next();
    private final Neighbours neighbours = Neighbours.all();

    @Test
    void a_day_that_is_confirmed_to_the_cent_shows_so_by_account_and_location() {
        confirmed();

        report().body("accounts", hasSize(1))
                .body("accounts[0].accountShortCode", equalTo("ACCT1"))
                .body("accounts[0].payments", equalTo(1))
                .body("accounts[0].issued", equalTo(150.0f))
                .body("accounts[0].remitted", equalTo(150.0f))
                .body("accounts[0].posted", equalTo(150.0f))
                .body("accounts[0].confirmed", equalTo(150.0f))
                .body("accounts[0].locations[0].subdomain", equalTo("every-health"))
                .body("accounts[0].locations[0].locationId", equalTo("101"))
                .body("accounts[0].locations[0].confirmed", equalTo(150.0f))
                .body("breaks", equalTo(0))
                .body("differences", empty());
        as("viewer")
                .accept("text/csv")
                .get("/reconciliations/" + day)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(containsString("account,%s,%s,ACCT1,SUBACCT1,,,1,150.00,0.00,150.00,0.00,150.00,150.00,"
                        .formatted(day, Events.TENANT)))
                .body(containsString("location,%s,%s,ACCT1,SUBACCT1,every-health,101,,,,150.00,0.00,150.00,150.00,"
                        .formatted(day, Events.TENANT)));
    }

    @Test
    void a_cent_that_the_ledger_differs_by_is_found_explained_and_an_exception_until_it_is_corrected() {
        confirmed();
        polls.postings(payment, shown(14_999L));

        report().body("breaks", equalTo(1))
                .body("differences[0].paymentId", equalTo(payment))
                .body("differences[0].code", equalTo("posted-confirmed"))
                .body("differences[0].expected", equalTo(150.0f))
                .body("differences[0].actual", equalTo(149.99f))
                .body("differences[0].explanation", equalTo("The ledger shows another amount for HUB:0."))
                .body("differences[0].exceptionId", notNullValue());
        as("viewer")
                .accept("text/csv")
                .get("/reconciliations/" + day)
                .then()
                .body(containsString(payment + ",0,posted-confirmed,150.00,149.99,false,"));
        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.getCode()).isEqualTo("ledger-differs");
                    assertThat(cause.getExpected()).isEqualTo(15_000);
                    assertThat(cause.getActual()).isEqualTo(14_999);
                });

        polls.postings(payment, outcome());

        neighbours.await_(PaymentExceptionResolved.class, payment, 1);
        report().body("breaks", equalTo(0));
    }

    @Test
    void a_cent_that_is_lost_in_the_tables_becomes_an_exception_when_the_day_is_reconciled() {
        confirmed();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update posting set amount = amount - 1 where payment_id = ?1")
                        .setParameter(1, payment)
                        .executeUpdate());

        as("operator")
                .post("/reconciliations/" + day)
                .then()
                .statusCode(200)
                .body("breaks", equalTo(1))
                .body("differences[0].code", equalTo("remitted-posted"))
                .body("differences[0].exceptionId", notNullValue())
                .body("lastRun.by", equalTo("operator"));

        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.getCode()).isEqualTo("ledger-differs"));
        as("admin").get("/audit?subject=" + day).then().body(containsString("reconciliation.run"));
    }

    @Test
    void a_cent_between_issued_and_remitted_becomes_an_exception_when_the_day_is_reconciled() {
        confirmed();
        change("amount = amount + 1");

        reconcile.atNight(day, day.plusDays(1));

        report().body("differences[0].code", equalTo("issued-remitted"))
                .body("differences[0].expected", equalTo(150.01f))
                .body("differences[0].actual", equalTo(150.0f));
        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.getCode()).isEqualTo("out-of-balance"));
    }

    @Test
    void a_payment_that_cannot_be_loaded_keeps_neither_its_day_from_being_reconciled_nor_another_from_its_exception() {
        confirmed();
        change("amount = amount + 1, findings = '1'");
        var broken = payment;
        batch = Ids.next();
        payment = Ids.next();
        confirmed();
        change("amount = amount + 1");

        reconcile.atNight(day, day.plusDays(1));

        report().body("lastRun.breaks", equalTo(2));
        neighbours.await_(PaymentExceptionOpened.class, payment, 1);
        assertThat(neighbours.heard(PaymentExceptionOpened.class, broken)).isEmpty();
    }

    @Test
    void a_night_that_broke_off_before_its_exceptions_were_open_is_made_again() {
        confirmed();
        change("amount = amount + 1");
        execute("create or replace function away() returns trigger language plpgsql"
                + " as 'begin raise lock_not_available; end'");
        execute("create trigger away before insert on payment_exception"
                + " for each row when (new.payment_id = '%s') execute function away()".formatted(payment));
        try {
            assertThatThrownBy(() -> reconcile.atNight(day, day.plusDays(1))).matches(Patience::mayHeal);
        } finally {
            execute("drop trigger away on payment_exception");
        }
        report().body("lastRun", nullValue());
        assertThat(reconcile.due(day.plusDays(1))).contains(day);

        reconcile.atNight(day, day.plusDays(1));

        neighbours.await_(PaymentExceptionOpened.class, payment, 1);
        report().body("lastRun.breaks", equalTo(1));
    }

    @Test
    void on_demand_what_is_confirmed_is_compared_with_the_ledger_again() {
        confirmed();

        as("operator").post("/reconciliations/" + day).then().statusCode(200);

        assertThat(neighbours.await_(PostingResolved.class, payment, 2))
                .allSatisfy(asked -> assertThat(asked.getAction()).isEqualTo("CHECK"))
                .extracting(PostingResolved::getPurpose)
                .containsExactly("CHARGE", "PAYMENT");
    }

    @Test
    void of_a_day_that_is_reconciled_twice_in_a_night_one_run_is_kept() {
        confirmed();

        reconcile.atNight(day, day.plusDays(1));
        reconcile.atNight(day, day.plusDays(1));

        report().body("lastRun.by", equalTo("night"));
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery("select count(*) from reconciliation where day = ?1")
                                .setParameter(1, day)
                                .getSingleResult()))
                .isEqualTo(1L);
    }

    @Test
    void a_day_is_due_every_night_until_it_is_settled_and_a_cent_that_is_lost_by_then_is_found() {
        var claim = requested();
        reconcile.atNight(day, day.plusDays(1));
        assertThat(reconcile.due(day.plusDays(1))).doesNotContain(day);
        assertThat(reconcile.due(day.plusDays(2))).contains(day);
        assertThat(reconcile.due(day.plusDays(32))).doesNotContain(day);
        reconcile.atNight(day, day.plusDays(2));

        polls.statuses(payment, Events.status(payment, 0, claim, "F1"));
        polls.postings(payment, shown(14_999L), Events.outcome(payment, 0, "CHARGE", "CONFIRMED"));
        reconcile.atNight(day, day.plusDays(3));
        report().body("lastRun.breaks", equalTo(1));

        polls.postings(payment, outcome());
        anHourAgo();
        assertThat(reconcile.due(day.plusDays(4))).contains(day);
        reconcile.atNight(day, day.plusDays(4));
        assertThat(reconcile.due(day.plusDays(5))).doesNotContain(day);
    }

    @Test
    void a_day_that_was_settled_is_due_again_when_a_payment_of_it_is_voided() {
        confirmed();
        anHourAgo();
        reconcile.atNight(day, day.plusDays(1));
        assertThat(reconcile.due(day.plusDays(5))).doesNotContain(day);

        polls.intake(batch, Events.voided(batch, payment));
        polls.postings(payment, undone(-14_999));

        assertThat(reconcile.due(day.plusDays(5))).contains(day);
        reconcile.atNight(day, day.plusDays(5));
        report().body("lastRun.breaks", equalTo(1));
    }

    @Test
    void a_day_is_not_settled_while_a_posting_that_was_voided_in_flight_may_still_be_told() {
        var claim = requested();
        polls.statuses(payment, Events.status(payment, 0, claim, "F1"));
        polls.intake(batch, Events.voided(batch, payment));
        anHourAgo();

        reconcile.atNight(day, day.plusDays(1));

        report().body("differences", empty());
        assertThat(reconcile.due(day.plusDays(2))).contains(day);
    }

    @Test
    void a_day_that_no_night_came_to_is_due_if_anything_was_accepted_on_it() {
        requested();

        assertThat(reconcile.due(day.plusDays(7)))
                .contains(day, day.plusDays(6))
                .isSorted();
    }

    @Test
    void a_cent_that_an_undoing_left_is_a_break_as_soon_as_it_is_settled() {
        confirmed();
        polls.intake(batch, Events.voided(batch, payment));
        report().body("pending", equalTo(1)).body("breaks", equalTo(0));

        polls.postings(payment, undone(-14_999));
        report().body("pending", equalTo(0)).body("breaks", equalTo(1)).body("differences[0].actual", equalTo(0.01f));
    }

    @Test
    void a_void_that_undoes_what_the_ledger_shows_settles_its_day() {
        for (long cents : List.of(0L, 10_000L)) {
            batch = Ids.next();
            payment = Ids.next();
            confirmed();
            polls.postings(payment, shown(cents));
            report().body("breaks", equalTo(1));

            polls.intake(batch, Events.voided(batch, payment));
            polls.postings(payment, undone(-cents), Events.outcome(payment, 0, "CHARGE_ADJUSTMENT", "CONFIRMED"));

            report().body("breaks", equalTo(0)).body("pending", equalTo(0)).body("differences", empty());
        }
    }

    @Test
    void what_was_undone_of_a_posting_that_is_gone_from_the_ledger_since_is_a_break_of_all_of_it() {
        confirmed();
        polls.intake(batch, Events.voided(batch, payment));
        polls.postings(payment, undone(-15_000), Events.outcome(payment, 0, "CHARGE_ADJUSTMENT", "CONFIRMED"));
        report().body("breaks", equalTo(0));

        polls.postings(
                payment,
                shown(0),
                PostingOutcome.newBuilder(undone(0))
                        .setReasonCode("ledger-differs")
                        .setLedgerAmount(15_000L)
                        .build());

        report().body("breaks", equalTo(1))
                .body("differences[0].code", equalTo("remitted-posted"))
                .body("differences[0].actual", equalTo(-150.0f))
                .body("accounts[0].confirmed", equalTo(-150.0f));
        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.getExpected()).isZero();
                    assertThat(cause.getActual()).isEqualTo(-15_000);
                });
    }

    @Test
    void what_is_issued_anew_after_a_void_of_what_the_ledger_shows_is_posted_once() {
        confirmed();
        polls.postings(payment, shown(10_000L));
        polls.intake(batch, Events.voided(batch, payment), Events.reissued(batch, payment, 2));
        polls.postings(payment, undone(-10_000), Events.outcome(payment, 0, "CHARGE_ADJUSTMENT", "CONFIRMED"));
        polls.statuses(payment, Events.status(payment, 0, 2, "reconciled-" + batch, "F1"));
        polls.postings(
                payment, PostingOutcome.newBuilder(outcome()).setIssuance(2).build());

        report().body("breaks", equalTo(0)).body("differences", empty()).body("accounts[0].posted", equalTo(150.0f));
    }

    @Test
    void a_later_takeback_is_no_excuse_for_what_a_void_left_behind() {
        confirmed();
        var later = Ids.next();
        var takesBack = accepted(header(later, false, 1), Ids.next(), true, "reconciled-" + batch);
        takesBack.getPayment().getClaims().getFirst().put("claimStatusCode", "22");
        polls.intake(later, takesBack);
        var debit = PostingOutcome.newBuilder(
                        Events.outcome(takesBack.getPayment().getPaymentId(), 0, "PAYMENT", "CONFIRMED"))
                .setAmount(-15_000)
                .build();
        polls.postings(takesBack.getPayment().getPaymentId(), debit);

        polls.intake(batch, Events.voided(batch, payment));
        polls.postings(
                payment,
                PostingOutcome.newBuilder(undone(0)).setOutcome("NOT_REQUIRED").build());

        report().body("breaks", equalTo(1)).body("differences[0].actual", equalTo(150.0f));
    }

    @Test
    void reports_are_read_and_days_reconciled_by_whoever_may() {
        given().get("/reconciliations/" + day).then().statusCode(401);
        as("nobody").get("/reconciliations/" + day).then().statusCode(403);
        as("viewer").post("/reconciliations/" + day).then().statusCode(403);
        for (var none : List.of("yesterday", "+999999999-12-31", "-0001-01-01", "0000-01-01")) {
            as("viewer").get("/reconciliations/" + none).then().statusCode(400);
        }
    }

    private ValidatableResponse report() {
        return as("viewer")
                .accept("*/*")
                .get("/reconciliations/" + day)
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private void confirmed() {
        var claim = requested();
        polls.statuses(payment, Events.status(payment, 0, claim, "F1"));
        polls.postings(payment, outcome(), Events.outcome(payment, 0, "CHARGE", "CONFIRMED"));
    }

    /** @return its claim */
    private String requested() {
        var claim = "reconciled-" + batch;
        polls.registered(claim);
        var event = Events.received(
                Topic.PAYMENTS_INTAKE,
                batch,
                accepted(header(batch, false, 1), payment, true, claim),
                day.atTime(12, 0).toInstant(ZoneOffset.UTC));
        QuarkusTransaction.requiringNew().run(() -> payers.handle(List.of(event)));
        return claim;
    }

    /** It took its last step. */
    private void anHourAgo() {
        change("last_step_at = last_step_at - interval '1 hour'");
    }

    private void change(String set) {
        execute("update payment set %s where payment_id = '%s'".formatted(set, payment));
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private PostingOutcome outcome() {
        return PostingOutcome.newBuilder(Events.outcome(payment, 0, "PAYMENT", "CONFIRMED"))
                .setEhrSubdomain("every-health")
                .setEhrLocationId("101")
                .build();
    }

    private PostingOutcome undone(long cents) {
        return PostingOutcome.newBuilder(Events.outcome(payment, 0, "REVERSAL", "CONFIRMED"))
                .setAmount(cents)
                .build();
    }

    private PostingOutcome shown(long cents) {
        return PostingOutcome.newBuilder(outcome())
                .setReasonCode("ledger-differs")
                .setLedgerAmount(cents)
                .build();
    }
}
