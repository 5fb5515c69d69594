package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
import static io.remithub.orchestrator.Events.rule;
import static io.remithub.schemas.HoldRuleCode.CLAIM_NOT_REGISTERED;
import static io.remithub.schemas.HoldRuleCode.NEW_PAYEE;
import static io.remithub.schemas.HoldRuleCode.SUSPECTED_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.HoldRule;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.messaging.Ids;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.RegisterClaims;
import io.remithub.orchestrator.application.Wait;
import io.remithub.orchestrator.application.WatchWaits;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Rules that hold payments, with what earlier payments say of them, and how long they may stay. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class HoldsTest {

    private static final HoldRule DUPLICATES = rule(SUSPECTED_DUPLICATE, Map.of("window", "3600"));
    private static final Instant NOW = Instant.now();

    @Inject
    ObeyPayers payers;

    @Inject
    RegisterClaims registrations;

    @Inject
    WatchWaits watchWaits;

    @Inject
    DataSource database;

    private final Neighbours neighbours = Neighbours.all();
    private final String claim = "claim-" + Ids.next();

    @Test
    void same_payee_claim_and_amount_under_another_reference_within_the_window_is_held() {
        var first = issued(NOW, DUPLICATES);
        var second = issued(NOW.plusSeconds(3_600), DUPLICATES);
        var late = issued(NOW.plusSeconds(9_000), DUPLICATES);
        var unasked = issued(NOW);

        assertThat(reasons(first)).isEmpty();
        assertThat(reasons(second)).containsExactly("suspected-duplicate");
        assertThat(reasons(late)).isEmpty();
        assertThat(reasons(unasked)).isEmpty();
    }

    @Test
    void another_payee_or_amount_or_claim_is_no_duplicate() {
        issued(NOW);

        assertThat(reasons(issued(NOW, "another-payee", Events.PAID, DUPLICATES)))
                .isEmpty();
        assertThat(reasons(issued(NOW, "payee", Events.PAID + 1, DUPLICATES))).isEmpty();
        assertThat(reasons(issued(NOW, "payee", Events.PAID, DUPLICATES))).containsExactly("suspected-duplicate");
    }

    @Test
    void what_was_cancelled_or_removed_makes_no_duplicate() {
        var batch = Ids.next();
        var removed = Ids.next();
        polled(batch, NOW, accepted(header(batch, false, 2), removed, false, claim), Events.removed(batch, removed));

        assertThat(reasons(issued(NOW, DUPLICATES))).isEmpty();
    }

    @Test
    void of_two_that_are_polled_together_the_later_is_held() {
        var batch = Ids.next();
        var payments = List.of(Ids.next(), Ids.next());
        var header = header(batch, 2, policy -> policy.setHoldRules(List.of(DUPLICATES)));
        polled(
                batch,
                NOW,
                accepted(header, payments.get(0), false, claim),
                accepted(header, payments.get(1), false, claim),
                Events.start(batch, 2));

        assertThat(reasons(payments.get(0))).isEmpty();
        assertThat(reasons(payments.get(1))).containsExactly("suspected-duplicate");
    }

    @Test
    void of_two_that_come_at_once_one_sees_the_other() throws InterruptedException {
        for (int race = 0; race < 20; race++) {
            var contested = "raced-" + Ids.next();
            var payments = List.of(Ids.next(), Ids.next());
            var together = new CyclicBarrier(2);
            var threads = payments.stream()
                    .map(payment -> Thread.ofPlatform().start(() -> {
                        var own = Ids.next();
                        var header = header(own, 1, policy -> policy.setHoldRules(List.of(DUPLICATES)));
                        awaitQuietly(together);
                        polled(own, NOW, accepted(header, payment, true, contested));
                    }))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(payments.stream().filter(payment -> !reasons(payment).isEmpty()))
                    .hasSize(1);
        }
    }

    @Test
    void a_payee_is_new_until_something_was_released_to_it() {
        var payee = "payee-" + Ids.next();
        var newPayee = rule(NEW_PAYEE, Map.of());
        var batch = Ids.next();
        var first = Ids.next();
        var held = header(batch, 1, policy -> policy.setHoldRules(List.of(newPayee)));
        polled(batch, NOW, to(payee, Events.PAID, accepted(held, first, true, claim)));
        assertThat(reasons(first)).containsExactly("new-payee");
        assertThat(reasons(issued(NOW, payee, Events.PAID, newPayee))).containsExactly("new-payee");

        polled(batch, NOW, Events.release(batch, List.of(first)));

        assertThat(reasons(issued(NOW, payee, Events.PAID, newPayee))).isEmpty();
    }

    @Test
    void an_unregistered_claim_holds_its_payment_until_it_comes() {
        var payment = issued(NOW, rule(CLAIM_NOT_REGISTERED, Map.of()));
        assertThat(reasons(payment)).containsExactly("claim-not-registered");

        var event = Events.received(Topic.CLAIMS_REGISTRATIONS, claim, Events.registered(claim));
        QuarkusTransaction.requiringNew().run(() -> registrations.handle(List.of(event)));

        assertThat(awaitStatus(payment, "RemittanceRequested").getHoldReasons()).isEmpty();
    }

    @Test
    void a_batch_goes_on_while_rules_hold_some_of_it_and_each_is_freed_by_name_or_with_the_rest() {
        var batch = Ids.next();
        var payments = List.of(Ids.next(), Ids.next(), Ids.next());
        var header = header(batch, 3, policy -> policy.setHoldRules(List.of(rule(NEW_PAYEE, Map.of()))));
        var payee = "payee-" + batch;
        issued(NOW, "known-" + batch, Events.PAID);
        polled(
                batch,
                NOW,
                to(payee, Events.PAID, accepted(header, payments.get(0), false, "a" + claim)),
                to(payee, Events.PAID, accepted(header, payments.get(1), false, "b" + claim)),
                to("known-" + batch, Events.PAID, accepted(header, payments.get(2), false, "c" + claim)),
                Events.start(batch, 3));
        awaitBatch(batch, "Processing", Map.of("Held", 2L, "RemittanceRequested", 1L));

        polled(batch, NOW, Events.release(batch, payments.subList(0, 1)));
        awaitBatch(batch, "Processing", Map.of("Held", 1L, "RemittanceRequested", 2L));

        polled(batch, NOW, Events.release(batch, null));
        awaitBatch(batch, "Processing", Map.of("RemittanceRequested", 3L));
    }

    @Test
    void what_comes_after_the_account_ceased_to_hold_is_held_and_cancelled_with_its_batch() {
        var batch = Ids.next();
        var payment = Ids.next();
        polled(batch, NOW, Events.opened(header(batch, true, 1)));
        polled(batch, NOW, accepted(header(batch, false, 1), payment, false, claim), Events.start(batch, 1));
        assertThat(reasons(payment)).containsExactly("account-hold");
        awaitBatch(batch, "Held", Map.of("Held", 1L));

        polled(batch, NOW, Events.cancel(batch));

        awaitStatus(payment, "Cancelled");
        awaitBatch(batch, "Cancelled", Map.of("Cancelled", 1L));
    }

    @Test
    void a_replacement_is_looked_at_by_the_rules_that_its_payment_came_with() {
        var batch = Ids.next();
        var later = Ids.next();
        var together = Ids.next();
        var header = header(batch, 2, policy -> policy.setHoldRules(List.of(DUPLICATES)));
        issued(NOW);
        polled(batch, NOW, Events.opened(header(batch, false, 2)), accepted(header, later, false, "other-" + claim));
        polled(
                batch,
                NOW,
                Events.replaced(batch, accepted(header, later, false, claim)),
                accepted(header, together, false, "another-" + claim),
                Events.replaced(batch, accepted(header, together, false, claim)),
                Events.start(batch, 2));

        assertThat(reasons(later)).containsExactly("suspected-duplicate");
        assertThat(reasons(together)).containsExactly("suspected-duplicate");
    }

    @Test
    void held_beyond_the_agreed_time_is_one_cause_on_its_exception_that_the_release_heals() {
        var batch = Ids.next();
        var payment = Ids.next();
        var header = header(batch, 1, policy -> policy.setHold(true).setHeldSlaSeconds(1L));
        polled(batch, NOW, accepted(header, payment, true, claim));

        var opened = neighbours.await_(PaymentExceptionOpened.class, payment, 1);
        assertThat(opened.getFirst().getCauses()).singleElement().satisfies(cause -> assertThat(cause.getCode())
                .isEqualTo("held-too-long"));

        register(claim);
        polled(batch, NOW, Events.release(batch, null));
        neighbours.await_(PaymentExceptionResolved.class, payment, 1);
        assertThat(neighbours.heard(PaymentExceptionOpened.class, payment)).hasSize(1);
    }

    @Test
    void where_nothing_can_be_written_payments_that_wait_too_long_are_tried_again_after_a_while_and_not_at_once()
            throws SQLException {
        var payment = Ids.next();
        execute("create sequence tried");
        execute("create function cannot_write() returns trigger language plpgsql"
                + " as 'begin perform nextval(''tried''); raise disk_full; end'");
        execute("create trigger full_disk before insert on payment_exception"
                + " for each row when (new.payment_id = '%s') execute function cannot_write()".formatted(payment));
        try {
            held(payment, Duration.ofSeconds(1));
            await().until(() -> tried() >= 1);
            var first = Instant.now();
            await().until(() -> tried() >= 4);
            assertThat(first).isBefore(Instant.now().minusSeconds(2));
        } finally {
            execute("drop trigger full_disk on payment_exception");
            execute("drop function cannot_write");
            execute("drop sequence tried");
        }

        neighbours.await_(PaymentExceptionOpened.class, payment, 1);
    }

    @Test
    void of_what_somebody_else_has_locked_nobody_is_told_that_it_waits_too_long() throws SQLException {
        var payment = Ids.next();
        held(payment, Duration.ofSeconds(3));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from payment where payment_id = '%s' for update".formatted(payment));

            await().until(() -> watchWaits.anyOverdue(Wait.RELEASE));
            await().until(() -> !watchWaits.chunk(Wait.RELEASE));
            assertThat(watchWaits.anyOverdue(Wait.RELEASE)).isTrue();

            connection.rollback();
            connection.setAutoCommit(true);
        }

        neighbours.await_(PaymentExceptionOpened.class, payment, 1);
    }

    private void held(String payment, Duration atMost) {
        var batch = Ids.next();
        var header = header(batch, 1, policy -> policy.setHold(true).setHeldSlaSeconds(atMost.toSeconds()));
        polled(batch, NOW, accepted(header, payment, true, claim));
    }

    private long tried() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("select case when is_called then last_value else 0 end from tried")) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void register(String claimKey) {
        var event = Events.received(Topic.CLAIMS_REGISTRATIONS, claimKey, Events.registered(claimKey));
        QuarkusTransaction.requiringNew().run(() -> registrations.handle(List.of(event)));
    }

    private String issued(Instant at, HoldRule... rules) {
        return issued(at, "payee", Events.PAID, rules);
    }

    /** A payment of its own for the claim of this test. */
    private String issued(Instant at, String payee, long paid, HoldRule... rules) {
        var batch = Ids.next();
        var payment = Ids.next();
        BatchHeader header = header(batch, 1, policy -> policy.setHoldRules(List.of(rules)));
        polled(batch, at, to(payee, paid, accepted(header, payment, true, claim)));
        return payment;
    }

    private static PaymentAccepted to(String payee, long paid, PaymentAccepted accepted) {
        accepted.getPayment().put("payeeKey", payee);
        accepted.getPayment().getClaims().getFirst().put("paidAmount", paid);
        return accepted;
    }

    private void polled(String batch, Instant at, SpecificRecord... events) {
        List<ReceivedEvent> received = Stream.of(events)
                .map(event -> Events.received(Topic.PAYMENTS_INTAKE, batch, event, at))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> payers.handle(received));
    }

    /** Once it was started. */
    private List<String> reasons(String payment) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                        .isNotEmpty()
                        .last()
                        .satisfies(it -> assertThat(it.getStatus()).isNotEqualTo("Created")));
        return neighbours.heard(PaymentStatusChanged.class, payment).getLast().getHoldReasons();
    }

    private PaymentStatusChanged awaitStatus(String payment, String status) {
        await().untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                .isNotEmpty()
                .last()
                .satisfies(it -> assertThat(it.getStatus()).isEqualTo(status)));
        return neighbours.heard(PaymentStatusChanged.class, payment).getLast();
    }

    private void awaitBatch(String batch, String status, Map<String, Long> counts) {
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                .isNotEmpty()
                .last()
                .satisfies(it -> {
                    assertThat(it.getStatus()).isEqualTo(status);
                    assertThat(it.getPaymentsByStatus()).isEqualTo(counts);
                }));
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
