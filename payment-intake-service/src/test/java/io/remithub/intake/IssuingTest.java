package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class IssuingTest {

    private static final String ID = "[0-9a-f]{32}";

    @Test
    void an_issued_payment_is_created_and_can_be_read_at_once() {
        var payment = Samples.balanced();

        var answer = Api.issue(payment)
                .then()
                .statusCode(201)
                .body("batchId", matchesPattern(ID))
                .body("paymentId", matchesPattern(ID))
                .extract();

        String id = answer.path("paymentId");
        assertThat(answer.header("Location")).endsWith("/api/v1/payments/" + id);
        var read = Api.as(Api.ACME)
                .get(Api.PAYMENTS + "/" + id)
                .then()
                .statusCode(200)
                .extract();
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        var object = Samples.json(read.asString());
        assertThat(object.get("paymentId").asText()).isEqualTo(id);
        assertThat(object.get("issuerReferenceId").asText())
                .isEqualTo(Samples.details(payment).get("issuerReferenceId").asText());
        assertThat(object.get("amount").toString()).isEqualTo("1754.98");
        assertThat(object.get("status").asText()).isEqualTo("Created");
        assertThat(object.get("version").asInt()).isEqualTo(1);
        assertThat(object.get("revision").asInt()).isEqualTo(1);
        assertThat(object.get("tenantId").asText()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/payments", "/api/issue/v1/payments", "//api/v1//payments", "/api/issue/v1//payments/"})
    void every_way_to_write_the_path_leads_to_the_same_handler(String path) {
        Api.post(Api.ACME, path, Samples.balanced()).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments/%s",
                "/api/issue/v1/payments/%s",
                "/api/v1/payments//%s",
                "/api/issue/v1//payments/%s/details"
            })
    void a_payment_is_read_under_both_paths(String path) {
        String id = Api.issued(Samples.balanced());

        Api.as(Api.ACME).get(path.formatted(id)).then().statusCode(200).body("paymentId", equalTo(id));
    }

    @Test
    void the_guides_own_example_is_accepted_as_it_stands_and_shows_its_findings() {
        var details = Api.details(Api.ACME, Api.issued(Samples.guide()));

        assertThat(details.at("/balanceCheck/result").asText()).isEqualTo("OUT_OF_BALANCE");
        assertThat(details.at("/balanceCheck/findings").findValuesAsText("code"))
                .contains("line-out-of-balance");
    }

    @Test
    void a_client_request_id_is_taken_once_and_the_refusal_names_what_it_names() {
        var first = Samples.balanced();
        var accepted = Api.issue(first).then().statusCode(201).extract();
        var second = Samples.balanced()
                .put("clientRequestId", first.get("clientRequestId").asText());

        Api.issue(second)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("duplicate-client-request-id"))
                .body("batchId", equalTo(accepted.path("batchId")))
                .body("paymentId", equalTo(accepted.path("paymentId")))
                .body("errors.pointer", equalTo(List.of("/clientRequestId")));
    }

    @Test
    void an_issuer_reference_is_taken_once_and_the_refused_request_leaves_nothing_behind() {
        var first = Samples.balanced();
        var accepted = Api.issue(first).then().statusCode(201).extract();
        var second = Samples.balanced();
        Samples.details(second)
                .put(
                        "issuerReferenceId",
                        Samples.details(first).get("issuerReferenceId").asText());

        Api.issue(second)
                .then()
                .statusCode(409)
                .body("code", equalTo("duplicate-issuer-reference-id"))
                .body("batchId", equalTo(accepted.path("batchId")))
                .body("paymentId", equalTo(accepted.path("paymentId")));

        Samples.details(second).put("issuerReferenceId", "REF-" + Samples.unique());
        Api.issue(second).then().statusCode(201);
    }

    @Test
    void another_tenant_may_use_the_same_references() {
        var payment = Samples.balanced();
        Api.issued(payment);

        Api.post(Api.GLOBEX, Api.PAYMENTS, payment).then().statusCode(201);
    }

    @Test
    void of_fifty_identical_posts_at_once_one_is_accepted_and_the_others_are_told_which() throws Exception {
        var payment = Samples.balanced();
        Callable<Response> post = () -> Api.issue(payment);
        try (ExecutorService payers = Executors.newFixedThreadPool(50)) {
            var answers = payers
                    .invokeAll(IntStream.range(0, 50).mapToObj(_ -> post).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers.stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting())))
                    .containsOnly(java.util.Map.entry(201, 1L), java.util.Map.entry(409, 49L));
            assertThat(answers.stream()
                            .map(answer -> answer.<String>path("paymentId"))
                            .distinct())
                    .hasSize(1);
        }
    }
}
