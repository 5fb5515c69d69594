package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.application.AnswerOnce;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class IdempotencyTest {

    @Inject
    DataSource database;

    @Inject
    AnswerOnce answerOnce;

    @Test
    void a_repeated_key_gets_the_first_answer_again() {
        String key = Samples.unique();
        var payment = Samples.balanced();
        var first = post(key, Api.PAYMENTS, payment);

        var again = post(key, "/api/issue/v1//payments", payment);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Api.issue(payment).then().statusCode(409);
    }

    @Test
    void every_command_knows_keys() {
        var batch = Batches.heldBatch("1754.98", 1);
        String id = post("open-" + batch.get("clientRequestId").asText(), Batches.BATCHES, batch)
                .then()
                .statusCode(201)
                .extract()
                .path("batchId");
        String key = Samples.unique();
        var payments = Batches.payments(Batches.payment());
        var added = post(key, Batches.path(id, "/add"), payments);
        assertThat(post(key, Batches.path(id, "/add"), payments).asString()).isEqualTo(added.asString());
        assertThat(added.statusCode()).isEqualTo(200);

        for (int i = 0; i < 2; i++) {
            Api.as(Api.ACME)
                    .header("Idempotency-Key", key)
                    .post(Batches.path(id, "/start"))
                    .then()
                    .statusCode(204)
                    .header("Idempotency-Replayed", i == 0 ? nullValue() : equalTo("true"));
            post(key, Batches.path(id, "/release"), Batches.releaseOf(id))
                    .then()
                    .statusCode(204)
                    .header("Idempotency-Replayed", i == 0 ? nullValue() : equalTo("true"));
        }
    }

    @Test
    void a_key_is_of_one_body() {
        String key = Samples.unique();
        post(key, Api.PAYMENTS, Samples.balanced()).then().statusCode(201);

        post(key, Api.PAYMENTS, Samples.balanced())
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void a_key_is_of_one_tenant() {
        String key = Samples.unique();
        var payment = Samples.balanced();
        post(key, Api.PAYMENTS, payment).then().statusCode(201);

        Api.as(Api.GLOBEX)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(payment.toString())
                .post(Api.PAYMENTS)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    @Test
    void what_was_refused_is_tried_anew() {
        String key = Samples.unique();
        String id = Batches.opened(Batches.heldBatch("1754.98", 1));
        var start = Api.as(Api.ACME).header("Idempotency-Key", key);
        start.post(Batches.path(id, "/start")).then().statusCode(409);
        Batches.added(id, Batches.payment());

        start.post(Batches.path(id, "/start")).then().statusCode(204);
    }

    @Test
    void while_the_first_is_in_flight_the_others_are_told_to_wait_and_all_end_with_one_answer() throws Exception {
        String key = Samples.unique();
        var payment = Samples.balanced();
        Callable<Response> request = () -> post(key, Api.PAYMENTS, payment);
        try (var payers = Executors.newFixedThreadPool(50)) {
            var answers = payers
                    .invokeAll(IntStream.range(0, 50).mapToObj(_ -> request).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers).extracting(Response::statusCode).contains(201).containsOnly(201, 409);
            assertThat(answers.stream().filter(it -> it.statusCode() == 409)).allSatisfy(it -> {
                assertThat(it.<String>path("code")).isEqualTo("idempotency-key-in-flight");
                assertThat(it.header("Retry-After")).isEqualTo("1");
            });
            assertThat(answers.stream()
                            .filter(it -> it.statusCode() == 201)
                            .collect(Collectors.groupingBy(Response::asString)))
                    .hasSize(1);
        }
    }

    @Test
    void a_key_is_printable_and_not_endless() {
        post("k".repeat(256), Api.PAYMENTS, Samples.balanced()).then().statusCode(400);
        post("schlüssel", Api.PAYMENTS, Samples.balanced()).then().statusCode(400);
        post("k".repeat(200) + Samples.unique(), Api.PAYMENTS, Samples.balanced())
                .then()
                .statusCode(201);
    }

    @Test
    void an_answer_is_forgotten_after_a_day_and_taken_away() throws SQLException {
        String key = Samples.unique();
        var payment = Samples.balanced();
        post(key, Api.PAYMENTS, payment).then().statusCode(201);
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .executeUpdate("update idempotent_answer set answered_at = now() - interval '25 hours'");
        }

        post(key, Api.PAYMENTS, payment).then().statusCode(409).body("code", equalTo("duplicate-client-request-id"));
        assertThat(answerOnce.forgetOld()).isPositive();
        assertThat(answerOnce.forgetOld()).isZero();
    }

    private static Response post(String key, String path, JsonNode body) {
        return Api.as(Api.ACME)
                .headers(Map.of("Idempotency-Key", key))
                .contentType(ContentType.JSON)
                .body(body.toString())
                .post(path);
    }
}
