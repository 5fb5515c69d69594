package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class RefusalsTest {

    @Inject
    DataSource database;

    private static final String DETAILS = "/payment/paymentDetails";
    private static final String CLAIM = "/payment/claimLevelInformation/0/claimLoop/0";

    @Test
    void every_fault_of_a_request_is_reported_with_its_place() {
        var payment = Samples.balanced();
        payment.remove("clientRequestId");
        payment.put("accountShortCode", 17);
        Samples.details(payment)
                .put("amount", "12.345")
                .put("paymentDate", "2025-02-30")
                .putNull("issuerReferenceId");
        at(payment, "/payment/payeeDetails").put("taxId", "12").put("address", "nowhere");
        at(payment, CLAIM).put("involvedEntitiesInfo", 1);
        at(payment, CLAIM + "/claimPaymentInformation").put("statusCode", 99).remove("paymentAmount");
        at(payment, CLAIM + "/loop2110/1/servicePaymentInformation").put("lineItemChargeAmount", "ten");
        at(payment, CLAIM + "/loop2110/0/serviceAdjustment/0/adjustments/0").put("monetaryAmount", true);

        var errors = errors(Api.issue(payment));

        assertThat(errors.properties().stream()
                        .map(it -> it.getKey() + " " + it.getValue().asText()))
                .containsExactlyInAnyOrder(
                        "/clientRequestId required",
                        "/accountShortCode wrong-type",
                        DETAILS + "/amount too-many-decimals",
                        DETAILS + "/paymentDate not-a-date",
                        DETAILS + "/issuerReferenceId required",
                        "/payment/payeeDetails/taxId format",
                        "/payment/payeeDetails/address wrong-type",
                        CLAIM + "/involvedEntitiesInfo wrong-type",
                        CLAIM + "/claimPaymentInformation/statusCode format",
                        CLAIM + "/claimPaymentInformation/paymentAmount required",
                        CLAIM + "/loop2110/1/servicePaymentInformation/lineItemChargeAmount not-a-number",
                        CLAIM + "/loop2110/0/serviceAdjustment/0/adjustments/0/monetaryAmount wrong-type");
    }

    @Test
    void a_problem_says_where_it_was_asked() {
        var payment = Samples.balanced();
        payment.remove("clientRequestId");

        Api.issue(payment).then().statusCode(400).body("instance", equalTo("/api/v1/payments"));
    }

    @Test
    void a_problem_names_faults_and_repeats_no_submitted_value() {
        var payment = Samples.balanced();
        at(payment, "/payment/payeeDetails").put("taxId", "SECRET-TAX-ID");
        Samples.details(payment).put("paymentDate", "SECRET-DATE");

        var body = Api.issue(payment)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", notNullValue())
                .body("title", equalTo("The request is malformed"))
                .body("status", equalTo(400))
                .body("code", equalTo("malformed-request"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.001|too-many-decimals",
                "-0.01|out-of-bounds",
                "10000000000|out-of-bounds",
                "1e99|out-of-bounds",
                "1e400|not-a-number",
                "1e-400|not-a-number",
                "1e999999999|not-a-number",
                "\"NaN\"|not-a-number",
                "\"\"|not-a-number",
                "\"1,5\"|not-a-number",
                "\" 1\"|not-a-number",
                "null|required",
                "[]|wrong-type",
                "{}|wrong-type",
                "false|wrong-type"
            })
    void an_amount_that_is_not_payable_money_is_refused(String amount, String code) {
        assertThat(errors(Api.post(Api.ACME, Api.PAYMENTS, withAmount(amount)))
                        .get(DETAILS + "/amount")
                        .asText())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1754.98", "\"1754.98\"", "1754.980", "1.75498e3", "0", "0.00", "\"0\""})
    void an_amount_is_taken_as_a_number_or_a_numeric_string(String amount) {
        Api.post(Api.ACME, Api.PAYMENTS, withAmount(amount)).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\n", "\u007f", "\ud800"})
    void text_that_a_database_cannot_keep_is_refused_by_its_place(String poison) {
        var payment = Samples.balanced();
        Samples.details(payment).put("issuerPaymentId", "a" + poison + "b");
        String body = payment.toString().replace("\ud800", "\\ud800");

        assertThat(errors(Api.post(Api.ACME, Api.PAYMENTS, body))
                        .get(DETAILS + "/issuerPaymentId")
                        .asText())
                .isEqualTo("control-character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "\"text\"", "{} {}", "{\"payment\":NaN}", "not json"})
    void what_is_no_json_object_is_refused(String body) {
        Api.post(Api.ACME, Api.PAYMENTS, body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed-request"));
    }

    @Test
    void a_member_that_comes_twice_is_refused() {
        String envelope = Samples.balanced().toString().replaceFirst("\\{", "{\"clientRequestId\":\"twice\",");
        String nested = Samples.balanced().toString().replace("\"amount\":1754.98", "\"amount\":1,\"amount\":1754.98");

        assertThat(errors(Api.post(Api.ACME, Api.PAYMENTS, envelope))
                        .get("/clientRequestId")
                        .asText())
                .isEqualTo("duplicate-member");
        assertThat(errors(Api.post(Api.ACME, Api.PAYMENTS, nested))
                        .get(DETAILS + "/amount")
                        .asText())
                .isEqualTo("duplicate-member");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        var body = Samples.balanced().toString().replace("REQ-", "REQ-é").getBytes(StandardCharsets.ISO_8859_1);

        Api.as(Api.ACME)
                .contentType(ContentType.JSON)
                .body(body)
                .post(Api.PAYMENTS)
                .then()
                .statusCode(400);
    }

    @Test
    void a_body_nested_too_deep_is_refused() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        Api.post(Api.ACME, Api.PAYMENTS, "{\"x\":" + deep + "}").then().statusCode(400);
    }

    @Test
    void one_object_where_x12_may_repeat_is_taken_like_a_list_of_them() {
        var payment = Samples.balanced();
        var line = at(payment, CLAIM + "/loop2110/0");
        var date = line.get("serviceDate");
        line.putArray("serviceDate").add(date);

        Api.issue(payment).then().statusCode(201);
    }

    @Test
    void a_status_code_is_taken_as_a_number_or_as_text() {
        var payment = Samples.balanced();
        at(payment, CLAIM + "/claimPaymentInformation").put("statusCode", "1");

        Api.issue(payment).then().statusCode(201);
    }

    @Test
    void an_unknown_account_is_not_found() {
        Api.issue(Samples.balanced().put("subAccountShortCode", "SUBACCT2"))
                .then()
                .statusCode(404)
                .body("code", equalTo("account-not-found"));
    }

    @Test
    void a_body_that_is_not_json_by_its_type_is_refused() {
        Api.as(Api.ACME)
                .contentType(ContentType.XML)
                .body("<payment/>")
                .post(Api.PAYMENTS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments/%zz",
                "/api/v1/payments/a|b",
                "/api/v1/payments/%00",
                "/api/v1//payments/{x}?a=%"
            })
    void a_path_that_is_none_is_refused_like_any_other(String path) throws IOException {
        assertThat(raw("GET %s HTTP/1.1\r\nHost: hub\r\nAPI-Key: %s\r\nConnection: close\r\n\r\n"
                        .formatted(path, Api.ACME)))
                .matches("(?s)HTTP/1.1 4.*");
    }

    private static String raw(String request) throws IOException {
        try (var door = new Socket("localhost", RestAssured.port)) {
            door.setSoTimeout(10_000);
            door.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(door.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_payment_whose_claims_no_event_can_carry_is_refused_and_leaves_nothing() {
        var payment = Samples.balanced();
        var loop = Samples.claimLoop(payment);
        JsonNode claim = loop.get(0);
        for (int i = 0; i < 4_000; i++) {
            loop.add(claim);
        }

        Api.issue(payment).then().statusCode(422).body("code", equalTo("payment-too-large"));

        while (loop.size() > 2) {
            loop.remove(2);
        }
        Api.issue(payment).then().statusCode(201);
    }

    private static String withAmount(String amount) {
        var payment = Samples.balanced();
        Samples.details(payment).put("amount", "AMOUNT");
        return payment.toString().replace("\"AMOUNT\"", amount);
    }

    private static ObjectNode at(ObjectNode payment, String pointer) {
        return (ObjectNode) payment.at(pointer);
    }

    /** Code by pointer. */
    private static ObjectNode errors(Response answer) {
        var problem = Samples.json(answer.then().statusCode(400).extract().asString());
        var errors = Samples.JSON.createObjectNode();
        problem.get("errors")
                .forEach(it ->
                        errors.put(it.get("pointer").asText(), it.get("code").asText()));
        return errors;
    }
}
