package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LargeAddTest {

    private static final Logger LOG = Logger.getLogger(LargeAddTest.class);
    private static final int PAYMENTS = 2_500;
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(700);
    private static final int MEGABYTE = 1 << 20;

    @Inject
    DataSource database;

    @Test
    void an_add_takes_2500_payments_in_one_call_without_holding_the_body_twice() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", PAYMENTS));
        byte[] body = body();
        long before = live();

        var start = Instant.now();
        long most = before;
        CompletableFuture<ExtractableResponse<Response>> adding = CompletableFuture.supplyAsync(() -> add(batch, body));
        while (!adding.isDone()) {
            most = Math.max(most, live());
            wait(adding);
        }
        var answer = adding.join();

        LOG.infof(
                "%d payments of %d MB added in %d ms among collections, at most %d MB live, this client included",
                PAYMENTS,
                body.length / MEGABYTE,
                Duration.between(start, Instant.now()).toMillis(),
                (most - before) / MEGABYTE);
        assertThat(most - before).isLessThan(8L * body.length);
        assertThat(body.length).isGreaterThan(12_000_000);
        assertThat(answer.jsonPath().getList("payments")).hasSize(PAYMENTS);
        assertThat(row("select current_payments || '/' || current_total from payment_batch where batch_id = ?", batch))
                .isEqualTo(PAYMENTS + "/" + PAYMENTS * 175_498L);
        assertThat(row("select last from outbox_sequence where subject = ?", batch))
                .isEqualTo(Integer.toString(PAYMENTS + 1));
        assertThat(row(
                        "select count(*) from payment_claim c join payment p using (payment_id) where p.batch_id = ?",
                        batch))
                .isEqualTo(Integer.toString(PAYMENTS));
    }

    private static byte[] body() {
        return IntStream.range(0, PAYMENTS)
                .mapToObj(_ -> Samples.guide().get("payment").toString())
                .collect(Collectors.joining(",", "{\"payments\":[", "]}"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ExtractableResponse<Response> add(String batch, byte[] body) {
        return Api.as(Api.ACME)
                .contentType("application/json")
                .body(body)
                .post(Batches.path(batch, "/add"))
                .then()
                .statusCode(200)
                .extract();
    }

    private static void wait(CompletableFuture<?> adding) {
        try {
            adding.get(BETWEEN_COLLECTIONS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            LOG.debug("still adding");
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** What is in use once garbage is gone. */
    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private String row(String sql, String parameter) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (var rows = query.executeQuery()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
