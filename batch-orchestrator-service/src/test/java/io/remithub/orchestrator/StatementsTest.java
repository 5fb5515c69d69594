package io.remithub.orchestrator;

import static io.remithub.schemas.HoldRuleCode.CLAIM_NOT_REGISTERED;
import static io.remithub.schemas.HoldRuleCode.NEW_PAYEE;
import static io.remithub.schemas.HoldRuleCode.SUSPECTED_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.messaging.Ids;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.RecordClaimStatus;
import io.remithub.orchestrator.application.RecordPostings;
import io.remithub.orchestrator.application.RegisterClaims;
import io.remithub.schemas.Topic;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.junit.jupiter.api.Test;

/** A polled batch costs a few statements, however many payments are in it. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementsTest {

    private static final long FEW = 20;

    @Inject
    ObeyPayers payers;

    @Inject
    RegisterClaims registrations;

    @Inject
    RecordClaimStatus statuses;

    @Inject
    RecordPostings postings;

    @Inject
    EntityManager entities;

    @Inject
    AgroalDataSource database;

    private int entitiesLeft;

    @Test
    void a_hundred_payments_cost_no_more_statements_than_a_few() {
        var payments = IntStream.range(0, 100).mapToObj(_ -> Ids.next()).toList();

        var accepting = statements(
                payers::handle,
                payments,
                Topic.PAYMENTS_INTAKE,
                id -> Events.accepted(Events.header("b" + id, false, 1), id, true, "s-" + id));
        var registering = statements(
                registrations::handle, payments, Topic.CLAIMS_REGISTRATIONS, id -> Events.registered("s-" + id));
        var answering = statements(
                statuses::handle, payments, Topic.CLAIMS_STATUS, id -> Events.status(id, 0, "s-" + id, "F1"));
        var posting = statements(
                postings::handle, payments, Topic.EHR_POSTINGS, id -> Events.outcome(id, 0, "PAYMENT", "CONFIRMED"));
        var charging = statements(
                postings::handle, payments, Topic.EHR_POSTINGS, id -> Events.outcome(id, 0, "CHARGE", "CONFIRMED"));

        assertThat(List.of(accepting, registering, answering, posting, charging))
                .allSatisfy(count -> assertThat(count).isBetween(1L, FEW));
        assertThat(entitiesLeft).as("what would be looked at for changes").isZero();
    }

    @Test
    void rules_that_look_back_and_replacements_cost_no_more_for_many_payments() {
        var payments = IntStream.range(0, 100).mapToObj(_ -> Ids.next()).toList();
        Function<String, PaymentAccepted> accepted = id -> Events.accepted(
                Events.header("b" + id, 1, policy -> policy.setHoldRules(List.of(
                                Events.rule(SUSPECTED_DUPLICATE, Map.of("window", "60")),
                                Events.rule(NEW_PAYEE, Map.of()),
                                Events.rule(CLAIM_NOT_REGISTERED, Map.of())))
                        .setHeldSlaSeconds(86_400L)),
                id,
                true,
                "r-" + id);

        var costs = List.of(
                statements(payers::handle, payments, Topic.PAYMENTS_INTAKE, accepted::apply),
                statements(
                        payers::handle,
                        payments,
                        Topic.PAYMENTS_INTAKE,
                        id -> Events.replaced("b" + id, accepted.apply(id))),
                statements(
                        payers::handle, payments, Topic.PAYMENTS_INTAKE, id -> Events.release("b" + id, List.of(id))));

        assertThat(costs).allSatisfy(count -> assertThat(count).isBetween(1L, FEW));
    }

    private long statements(
            Consumer<List<ReceivedEvent>> handler,
            List<String> payments,
            Topic topic,
            Function<String, SpecificRecord> event) {
        var events = payments.stream()
                .flatMap(id -> Stream.of(
                        Events.received(topic, topic == Topic.PAYMENTS_INTAKE ? "b" + id : id, event.apply(id))))
                .toList();
        var counting = new Counting(database);
        QuarkusMock.installMockForType(counting, Sql.class);
        QuarkusTransaction.requiringNew().run(() -> {
            var session = entities.unwrap(Session.class);
            session.addEventListeners(counting.prepared);
            handler.accept(events);
            entitiesLeft += session.getStatistics().getEntityCount();
        });
        return counting.count;
    }

    /** Those of one transaction: what others do meanwhile is not counted. */
    @Vetoed
    static final class Counting extends Sql {

        private final Thread own = Thread.currentThread();
        private long count;
        private final SessionEventListener prepared = new SessionEventListener() {
            @Override
            public void jdbcPrepareStatementStart() {
                count++;
            }
        };

        Counting(AgroalDataSource database) {
            super(database);
        }

        @Override
        public <T> List<T> query(String sql, Row<T> row, Object... arguments) {
            countOwn();
            return super.query(sql, row, arguments);
        }

        @Override
        public int update(String sql, Object... arguments) {
            countOwn();
            return super.update(sql, arguments);
        }

        private void countOwn() {
            if (Thread.currentThread() == own) {
                count++;
            }
        }
    }
}
