package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LargeAddTest {

    private static final Logger LOG = Logger.getLogger(LargeAddTest.class);
    private static final int PAYMENTS = 2_500;
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(700);
    private static final int MEGABYTE = 1 << 20;
    private static final int ATTEMPTS = 3;

    @Inject
    DataSource database;

    @Test
    void an_add_takes_2500_payments_in_one_call() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", PAYMENTS));

        assertThat(add(batch, body()).jsonPath().getList("payments")).hasSize(PAYMENTS);

        assertThat(row("select current_payments || '/' || current_total from payment_batch where batch_id = ?", batch))
                .isEqualTo(PAYMENTS + "/" + PAYMENTS * 175_498L);
        assertThat(row("select last from outbox_sequence where subject = ?", batch))
                .isEqualTo(Integer.toString(PAYMENTS + 1));
        assertThat(row(
                        "select count(*) from payment_claim c join payment p using (payment_id) where p.batch_id = ?",
                        batch))
                .isEqualTo(Integer.toString(PAYMENTS));
    }

    @Test
    void an_add_of_12_mb_grows_the_heap_by_less_than_64() {
        assertThat(IntStream.range(0, ATTEMPTS)
                        .mapToLong(_ -> keptOf(body()))
                        .min()
                        .orElseThrow())
                .isLessThan(64L * MEGABYTE);
    }

    /** What is live when all has come, and nothing can be stored yet: its batch is locked. */
    private long keptOf(byte[] body) {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", PAYMENTS));
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + Batches.path(batch, "/add")))
                .header("API-Key", Api.ACME)
                .header("Content-Type", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (var client = HttpClient.newHttpClient();
                var other = database.getConnection()) {
            other.setAutoCommit(false);
            any(other, "select from payment_batch where batch_id = '%s' for update".formatted(batch));
            long before = live();
            var adding = client.sendAsync(request, BodyHandlers.ofString());
            await().atMost(Duration.ofMinutes(1)).until(() -> any(other, "select from pg_locks where not granted"));
            long kept = live() - before;
            other.rollback();
            assertThat(adding.join().statusCode()).isEqualTo(200);
            // What is still to be told is live as well, and would be taken for what was there before the next.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !any(other, "select from outbox where key = '%s' limit 1".formatted(batch)));
            LOG.infof("%d payments of %d MB: %d MB live", PAYMENTS, body.length / MEGABYTE, kept / MEGABYTE);
            return kept;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** @return whether there is a row */
    private static boolean any(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {45_000, 1_000_000})
    void more_payments_than_a_request_may_hold_are_refused_before_they_are_all_read(int count) {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", count));
        String payment = count > 100_000 ? "{}" : small().toString();
        byte[] body = Stream.generate(() -> payment)
                .limit(count)
                .collect(Collectors.joining(",", "{\"payments\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        var start = Instant.now();

        var errors = post(batch, body).then().statusCode(400).extract().jsonPath();

        assertThat(errors.getString("errors[0].pointer")).isEqualTo("/payments");
        assertThat(errors.getString("errors[0].message")).isEqualTo("must hold at most 5000");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void of_small_payments_no_more_is_kept_than_has_room_beside_them() {
        // What others of this process keep meanwhile comes and goes; what the add keeps is there each time.
        assertThat(IntStream.range(0, ATTEMPTS).mapToLong(_ -> keptOfSmall(5_000)))
                .anyMatch(kept -> kept < 24L * MEGABYTE);
    }

    private long keptOfSmall(int count) {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", count));
        byte[] body = Stream.generate(() -> small().toString())
                .limit(count)
                .collect(Collectors.joining(",", "{\"payments\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        long before = live();
        long kept = mostLive(before, CompletableFuture.supplyAsync(() -> add(batch, body))) - before;
        LOG.infof("%d payments of %d bytes: %d MB live", count, body.length / count, kept / MEGABYTE);
        return kept;
    }

    /** Nothing in it that may be absent. */
    private static ObjectNode small() {
        return Samples.json("""
                {"paymentDetails": {
                   "issuerReferenceId": "%s", "paymentDate": "2025-01-15", "amount": 1, "remitMethod": "A"},
                 "payeeDetails": {"taxId": "123456789", "name": "P", "address": {
                   "address1": "A", "city": "A", "state": "A", "postalCode": "A", "country": "A"}},
                 "totalNumberClaims": 0}""".formatted(Samples.unique()));
    }

    private static byte[] body() {
        return IntStream.range(0, PAYMENTS)
                .mapToObj(_ -> Samples.guide().get("payment").toString())
                .collect(Collectors.joining(",", "{\"payments\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ExtractableResponse<Response> add(String batch, byte[] body) {
        return post(batch, body).then().statusCode(200).extract();
    }

    private static Response post(String batch, byte[] body) {
        return Api.as(Api.ACME).contentType("application/json").body(body).post(Batches.path(batch, "/add"));
    }

    private static long mostLive(long before, CompletableFuture<?> adding) {
        long most = before;
        while (!adding.isDone()) {
            most = Math.max(most, live());
            wait(adding);
        }
        adding.join();
        return most;
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
