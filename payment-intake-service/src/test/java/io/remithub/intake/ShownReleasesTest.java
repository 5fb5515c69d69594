package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment shows the release that sent it on its way, and no other. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ShownReleasesTest {

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({"RemittanceRequested, 204", "Cancelled, 409"})
    void a_payment_that_moved_while_its_release_waited_is_shown_as_it_is(String status, int answer) throws Exception {
        var issued = Api.issue(Samples.balanced()).then().statusCode(201).extract();
        String payment = issued.path("paymentId");
        CompletableFuture<Response> released;

        try (var orchestrator = database.getConnection()) {
            orchestrator.setAutoCommit(false);
            execute(orchestrator, "select from payment where payment_id = '%s' for update".formatted(payment));
            released = CompletableFuture.supplyAsync(() -> Api.post(
                    Api.ACME, Api.PAYMENTS + "/" + payment + "/release", Batches.releaseOf(issued.path("batchId"))));
            await().until(() -> execute(orchestrator, "select from pg_locks where not granted"));
            execute(
                    orchestrator,
                    "update payment set status = '%s' where payment_id = '%s' returning 1".formatted(status, payment));
            orchestrator.commit();
        }

        released.join().then().statusCode(answer);
        assertThat(Api.details(Api.ACME, payment).get("status").asText()).isEqualTo(status);
    }

    /** @return whether there is a row */
    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
