package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.application.Projection;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the two lifecycle streams say of the same payments is written at the same time. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ChannelsTest {

    private static final int PAYMENTS = 25;
    private static final int ROUNDS = 20;

    @Inject
    Projection projection;

    @Inject
    DataSource database;

    @Test
    void answers_of_batches_and_moves_of_their_payments_do_not_wait_for_each_other_in_a_circle() {
        var released = Stream.generate(this::released).limit(PAYMENTS).toList();
        List<LifecycleFact> moves = released.stream().map(Released::moved).toList();
        List<LifecycleFact> answers =
                released.reversed().stream().map(Released::answered).toList();

        try (var channels = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                var both = CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> apply(moves), channels),
                        CompletableFuture.runAsync(() -> apply(answers), channels));

                assertThatCode(both::join).as("round %d", round).doesNotThrowAnyException();
                for (Released payment : released) {
                    run(
                            "update payer_command set answered_at = null, outcome = null where batch_id = ?",
                            payment.batch);
                }
            }
        }
    }

    /** A payment, and the command about it that its batch answers. */
    private record Released(String payment, String batch, String command) {
        LifecycleFact moved() {
            return new LifecycleFact.PaymentMoved(
                    new PaymentId(payment),
                    "Held",
                    List.of(),
                    1,
                    new Money(175_498),
                    List.of("account-hold"),
                    Map.of(),
                    Instant.EPOCH,
                    List.of());
        }

        LifecycleFact answered() {
            return new LifecycleFact.BatchMoved(
                    new BatchId(batch), "Processing", null, Map.of(), Instant.EPOCH, List.of(command));
        }
    }

    private Released released() {
        var issued = Api.issue(
                        Samples.balanced().put("accountShortCode", "ACCT2").put("subAccountShortCode", "SUBACCT2"))
                .then()
                .statusCode(201)
                .extract();
        String payment = issued.path("paymentId");
        String batch = issued.path("batchId");
        Api.post(Api.ACME, Api.PAYMENTS + "/" + payment + "/release", Batches.releaseOf(batch))
                .then()
                .statusCode(204);
        return new Released(payment, batch, run("select command_id from payer_command where batch_id = ?", batch));
    }

    private void apply(List<LifecycleFact> facts) {
        QuarkusTransaction.requiringNew().run(() -> projection.apply(facts));
    }

    private String run(String sql, String parameter) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            if (!statement.execute()) {
                return "";
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
