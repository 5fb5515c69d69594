package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.PAID;
import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.bytes;
import static io.remithub.orchestrator.Events.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.ExceptionCause;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.messaging.Ids;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What payers ask of batches and payments, polled together as here or not: each command is answered, once. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class CommandsTest {

    @Inject
    Polls polls;

    @Inject
    DataSource database;

    private final Neighbours neighbours = Neighbours.all();
    private final String batch = Ids.next();
    private final String payment = Ids.next();
    private final String other = Ids.next();

    @Test
    void a_start_and_a_release_of_one_poll_are_both_answered() {
        var events = polls.intake(
                batch,
                accepted(header(batch, true, 1), payment, false, "c-" + payment),
                Events.start(batch, 1),
                Events.release(batch, null));

        var told = lastOfBatch("Processing");
        assertThat(told.getAnswered())
                .containsExactly(events.get(1).id(), events.get(2).id());
        awaitPayment(payment, "RemittanceRequested");
    }

    @Test
    void a_payment_that_cannot_be_told_of_is_passed_over_and_stops_no_other_of_its_batch() {
        var header = header(batch, false, 3);
        var large = accepted(header, Ids.next(), false, "large-" + batch);
        large.getPayment().getClaims().getFirst().put("sealedClaim", ByteBuffer.allocate(1_000_000));
        var last = Ids.next();
        polls.registered("a-" + batch, "large-" + batch, "b-" + batch);
        polls.intake(
                batch,
                accepted(header, payment, false, "a-" + batch),
                large,
                accepted(header, last, false, "b-" + batch));

        polls.intake(batch, Events.start(batch, 3));

        awaitPayment(payment, "RemittanceRequested");
        awaitPayment(last, "RemittanceRequested");
        lastOfBatch("Processing", Map.of("Created", 1L, "RemittanceRequested", 2L));
        assertThat(Metrics.counter("hub.payments.stuck").count()).isPositive();
    }

    @Test
    void a_payment_that_cannot_be_loaded_is_passed_over_and_stops_no_other_of_its_batch() throws SQLException {
        var last = Ids.next();
        polls.registered("a-" + batch, "b-" + batch);
        var header = header(batch, true, 2);
        polls.intake(batch, accepted(header, payment, true, "a-" + batch), accepted(header, last, true, "b-" + batch));
        awaitPayment(payment, "Held");
        cannotBeLoaded(payment);

        polls.intake(batch, Events.release(batch, null));

        awaitPayment(last, "RemittanceRequested");
        lastOfBatch("Processing", Map.of("Held", 1L, "RemittanceRequested", 1L));
        update("delete from payment_exception where payment_id = '%s'".formatted(payment));
    }

    @Test
    void a_payment_that_cannot_be_loaded_keeps_no_other_from_being_said_to_wait_too_long() throws SQLException {
        var last = Ids.next();
        var unregistered = Ids.next();
        var header = header(batch, true, 2);
        polls.intake(batch, accepted(header, payment, true, "a-" + batch), accepted(header, last, true, "b-" + batch));
        awaitPayment(last, "Held");
        cannotBeLoaded(payment);

        update("update payment set held_due_at = now() - interval '1 hour' where payment_id = '%s'".formatted(payment));
        update("update payment set held_due_at = now() where payment_id = '%s'".formatted(last));
        polls.intake(other, accepted(header(other, false, 1), unregistered, true, "unregistered-" + batch));

        assertThat(codes(last)).containsExactly("held-too-long");
        assertThat(codes(unregistered)).containsExactly("claim-not-registered");
        update("update payment set held_due_at = null where payment_id = '%s'".formatted(payment));
        update("delete from payment_exception where payment_id = '%s'".formatted(payment));
    }

    @Test
    void a_repeated_release_is_answered_and_changes_nothing() {
        polls.intake(
                batch,
                accepted(header(batch, true, 1), payment, false, "c-" + payment),
                Events.start(batch, 1),
                Events.release(batch, null));
        awaitPayment(payment, "RemittanceRequested");
        var before = lastOfBatch("Processing", Map.of("RemittanceRequested", 1L));

        var again = polls.intake(batch, Events.release(batch, null)).getFirst();

        var told = answer(again);
        assertThat(told.getStatus()).isEqualTo(before.getStatus());
        assertThat(told.getPaymentsByStatus()).isEqualTo(before.getPaymentsByStatus());
        assertThat(told.getCause()).isEqualTo(again.id());
    }

    @Test
    void an_amendment_a_cancellation_and_a_partial_release_are_answered_by_their_batch() {
        polls.intake(batch, accepted(header(batch, true, 1), payment, false, "c-" + payment), Events.start(batch, 1));
        var partly =
                polls.intake(batch, Events.release(batch, List.of(payment))).getFirst();
        assertThat(answer(partly).getStatus()).isEqualTo("Processing");
        awaitPayment(payment, "RemittanceRequested");
        assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                .allSatisfy(it -> assertThat(it.getAnswered()).isEmpty());

        var late =
                polls.intake(batch, Events.release(batch, List.of("unknown"))).getFirst();
        assertThat(answer(late).getStatus()).isEqualTo("Processing");
        assertThat(neighbours
                        .await_(CommandRejected.class, "unknown", 1)
                        .getLast()
                        .getCommandId())
                .isEqualTo(late.id());

        var own = Ids.next();
        var amended = polls.intake(
                own, Events.opened(header(own, false, 1)), Events.amended(own, 3 * PAID, 3), Events.cancel(own));
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, own))
                .anySatisfy(it -> {
                    assertThat(it.getAnswered())
                            .containsExactly(amended.get(1).id(), amended.get(2).id());
                    assertThat(it.getStatus()).isEqualTo("Cancelled");
                    assertThat(it.getExpectedPayments()).isEqualTo(3);
                }));
    }

    @Test
    void a_replaced_payment_goes_on_with_its_new_claims_and_the_totals_follow_by_difference() {
        polls.registered("new-1-" + payment, "new-2-" + payment);
        polls.intake(
                batch,
                accepted(header(batch, true, 2), payment, false, "old-" + payment),
                accepted(header(batch, true, 2), other, false, "c-" + other));
        var replaced = polls.intake(
                        batch,
                        Events.replaced(
                                batch,
                                accepted(
                                        header(batch, true, 2),
                                        payment,
                                        false,
                                        "new-1-" + payment,
                                        "new-2-" + payment)))
                .getFirst();

        var told = lastOfBatch("Created", Map.of("Created", 2L), 3 * PAID);
        assertThat(told.getCurrentPayments()).isEqualTo(2);
        var ofPayment =
                neighbours.await_(PaymentStatusChanged.class, payment, 2).getLast();
        assertThat(ofPayment.getAnswered()).containsExactly(replaced.id());
        assertThat(ofPayment.getAmount()).isEqualTo(2 * PAID);
        assertThat(ofPayment.getSteps()).isEmpty();

        polls.intake(batch, Events.start(batch, 3 * PAID, 2), Events.release(batch, null));
        var asked = neighbours.await_(ClaimStatusRequested.class, payment, 2);
        assertThat(asked)
                .extracting(ClaimStatusRequested::getSealedClaim)
                .containsExactlyInAnyOrder(bytes("claim of new-1-" + payment), bytes("claim of new-2-" + payment));
    }

    @Test
    void a_payment_replaced_by_one_with_fewer_claims_forgets_the_others() {
        polls.registered("a-" + payment);
        polls.intake(
                batch,
                accepted(header(batch, false, 1), payment, false, "a-" + payment, "b-" + payment),
                Events.replaced(batch, accepted(header(batch, false, 1), payment, false, "a-" + payment)));
        polls.intake(
                batch,
                Events.replaced(
                        batch, accepted(header(batch, false, 1), payment, false, "b-" + payment, "a-" + payment)));
        polls.intake(
                batch,
                Events.replaced(batch, accepted(header(batch, false, 1), payment, false, "a-" + payment)),
                Events.start(batch, 1));

        assertThat(neighbours.await_(ClaimStatusRequested.class, payment, 1)).hasSize(1);
        assertThat(awaitPayment(payment, "RemittanceRequested").getClaims()).hasSize(1);
    }

    @Test
    void a_removed_payment_is_cancelled_and_leaves_the_totals() {
        polls.intake(
                batch,
                accepted(header(batch, false, 1), payment, false, "c-" + payment),
                accepted(header(batch, false, 1), other, false, "c-" + other));
        var removed = polls.intake(batch, Events.removed(batch, payment)).getFirst();

        var gone = awaitPayment(payment, "Cancelled");
        assertThat(gone.getSteps().getLast().getReasonCode()).isEqualTo("removed");
        assertThat(gone.getAnswered()).containsExactly(removed.id());
        var told = lastOfBatch("Created", Map.of("Created", 1L), PAID);
        assertThat(told.getCurrentPayments()).isEqualTo(1);

        polls.intake(batch, Events.start(batch, 1));
        lastOfBatch("Processing", Map.of("RemittanceRequested", 1L));
    }

    @Test
    void a_replacement_that_comes_after_the_release_is_refused_and_what_was_there_stays() {
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, "c-" + payment));
        awaitPayment(payment, "RemittanceRequested");

        var late = polls.intake(
                batch,
                Events.replaced(batch, accepted(header(batch, false, 1), payment, false, "new-" + payment)),
                Events.removed(batch, payment));

        var rejected = neighbours.await_(CommandRejected.class, payment, 2);
        assertThat(rejected)
                .extracting(CommandRejected::getCommandId)
                .containsExactly(late.get(0).id(), late.get(1).id());
        assertThat(rejected)
                .extracting(CommandRejected::getCode)
                .containsExactly("status-not-replaceable", "status-not-removable");
        polls.registered("c-" + payment);
        assertThat(neighbours
                        .await_(ClaimStatusRequested.class, payment, 1)
                        .getFirst()
                        .getSealedClaim())
                .isEqualTo(bytes("claim of c-" + payment));
    }

    @Test
    void a_void_is_answered_by_its_payment() {
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, "c-" + payment));
        var command = polls.intake(batch, Events.voided(batch, payment)).getFirst();

        assertThat(awaitPayment(payment, "Voided").getAnswered()).containsExactly(command.id());
    }

    @Test
    void a_start_that_counts_something_else_than_came_is_parked() {
        neighbours.say(Topic.PAYMENTS_INTAKE, batch, batch, accepted(header(batch, false, 2), payment, false, "c"));
        neighbours.say(Topic.PAYMENTS_INTAKE, batch, batch, Events.start(batch, 2));

        await().untilAsserted(() -> assertThat(parked(batch)).isEqualTo(1));
        lastOfBatch("Created", Map.of("Created", 1L));
    }

    @Test
    void unequal_control_totals_are_noted_at_start_and_at_release_where_the_account_lets_them_pass() {
        var three = header(batch, 3, policy -> policy.setHold(true).setControlTotals("WARN"));
        polls.intake(batch, accepted(three, payment, false, "c-" + payment));
        var start = polls.intake(batch, Events.start(batch, 1)).getFirst();
        assertThat(answer(start).getReasonCode()).isEqualTo("control-totals-mismatch");
        lastOfBatch("Held", Map.of("Held", 1L));

        var release = polls.intake(batch, Events.release(batch, null)).getFirst();
        assertThat(answer(release).getReasonCode()).isEqualTo("control-totals-mismatch");
        assertThat(answer(release).getExpectedPayments()).isEqualTo(3);
        assertThat(answer(release).getCurrentPayments()).isEqualTo(1);
    }

    private BatchStatusChanged answer(ReceivedEvent command) {
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                .anySatisfy(it -> assertThat(it.getAnswered()).contains(command.id())));
        return neighbours.heard(BatchStatusChanged.class, batch).stream()
                .filter(it -> it.getAnswered().contains(command.id()))
                .findFirst()
                .orElseThrow();
    }

    private BatchStatusChanged lastOfBatch(String status) {
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                .anySatisfy(it -> assertThat(it.getStatus()).isEqualTo(status)));
        return neighbours.heard(BatchStatusChanged.class, batch).stream()
                .filter(it -> it.getStatus().equals(status))
                .findFirst()
                .orElseThrow();
    }

    private BatchStatusChanged lastOfBatch(String status, Map<String, Long> payments) {
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                .isNotEmpty()
                .last()
                .satisfies(it -> {
                    assertThat(it.getStatus()).isEqualTo(status);
                    assertThat(it.getPaymentsByStatus()).isEqualTo(payments);
                }));
        return neighbours.heard(BatchStatusChanged.class, batch).getLast();
    }

    private BatchStatusChanged lastOfBatch(String status, Map<String, Long> payments, long total) {
        await().untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                .isNotEmpty()
                .last()
                .satisfies(it -> assertThat(it.getCurrentTotal()).isEqualTo(total)));
        return lastOfBatch(status, payments);
    }

    private PaymentStatusChanged awaitPayment(String paymentId, String status) {
        await().untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, paymentId))
                .isNotEmpty()
                .last()
                .satisfies(it -> assertThat(it.getStatus()).isEqualTo(status)));
        return neighbours.heard(PaymentStatusChanged.class, paymentId).getLast();
    }

    private List<String> codes(String paymentId) {
        return neighbours.await_(PaymentExceptionOpened.class, paymentId, 1).getFirst().getCauses().stream()
                .map(ExceptionCause::getCode)
                .toList();
    }

    private void cannotBeLoaded(String paymentId) throws SQLException {
        update("insert into payment_exception (id, tenant_id, batch_id, payment_id, codes, causes, opened_at)"
                + " values ('%s', '%s', '%s', '%s', '{}', '[1]', now())"
                        .formatted(Ids.next(), Events.TENANT, batch, paymentId));
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int parked(String subject) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from parked_event where subject = ?")) {
            select.setString(1, subject);
            var rows = select.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
