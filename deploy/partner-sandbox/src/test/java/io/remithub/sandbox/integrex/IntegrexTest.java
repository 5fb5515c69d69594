package io.remithub.sandbox.integrex;

import static io.remithub.sandbox.Sandbox.claim;
import static io.remithub.sandbox.Sandbox.integrex;
import static io.remithub.sandbox.Sandbox.integrexToken;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IntegrexTest {
    @AfterEach
    void nothing_stays_scripted() {
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void a_token_is_issued_for_credentials_in_the_form_or_in_the_header() {
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "hub")
                .formParam("client_secret", "secret")
                .post("/integrex/auth")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(3600));

        given().auth()
                .preemptive()
                .basic("hub", "secret")
                .formParam("grant_type", "client_credentials")
                .post("/integrex/auth")
                .then()
                .statusCode(200);
    }

    @Test
    void no_token_is_issued_without_credentials_or_for_another_grant() {
        given().formParam("grant_type", "client_credentials")
                .post("/integrex/auth")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().formParam("grant_type", "password")
                .post("/integrex/auth")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void a_call_without_a_living_token_is_401() {
        script("{'partner':'integrex','operation':'auth','lifetime':'PT0.3S'}");
        var shortLived = integrexToken();

        given().contentType(ContentType.JSON)
                .body(claim())
                .post("/integrex/claim-info")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2("invented")
                .get("/integrex/claim-info?id=1")
                .then()
                .statusCode(401);
        await().untilAsserted(() -> given().auth()
                .oauth2(shortLived)
                .get("/integrex/claim-info?id=1")
                .then()
                .statusCode(401));
    }

    @Test
    void a_ticket_is_processing_once_and_then_finalized_without_a_paid_amount() {
        var id = submit(claim("trackingId1", "T-77", "trackingId2", "B-1"));

        poll(id).then().statusCode(202);
        poll(id).then()
                .statusCode(200)
                .body("internalAccountNumber", equalTo("T-77"))
                .body("internalAccountNumber2", equalTo("B-1"))
                .body("subID", equalTo("MBR0042"))
                .body("chargeAmt", equalTo("2000.00"))
                .body("categoryCode", equalTo("F1"))
                .body("statusCode", equalTo("65"))
                .body("dateOfService", equalTo("2025-01-10"))
                .body("paymentAmt", nullValue())
                .body("dateCheckCashed", equalTo("null"));
        poll(id).then().statusCode(200);
    }

    @Test
    void an_answer_has_every_field_of_the_contract_in_the_vendors_spelling() {
        var id = submit(claim());
        poll(id);

        Map<String, Object> answer = poll(id).path("$");

        assertThat(answer)
                .containsKeys(
                        "authorizationCaseld",
                        "patientLastName",
                        "billingEntityName",
                        "responseDate",
                        "payerID",
                        "payerContactName",
                        "payerContactPhone",
                        "payerClmNo",
                        "claimReceiptDate",
                        "adjudicationDate",
                        "checkDate",
                        "checkNumber",
                        "categoryDescription",
                        "procedureCdQual",
                        "procedureCd",
                        "revenueCd",
                        "svcLnQty",
                        "allowedAmount",
                        "coInsuranceAmount",
                        "coPaymentAmount",
                        "nonCoveredAmount",
                        "checkStatus",
                        "reasonSourceCd1",
                        "reasonSourceCdDescTxt3",
                        "authorizationDescription",
                        "integrexId",
                        "svcLine",
                        "statusDescription")
                .doesNotContainKey("authorizationCaseId");
    }

    @Test
    void a_submission_is_answered_200_or_202() {
        Set<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(_ ->
                        integrex().body(claim()).post("/integrex/claim-info").statusCode())
                .collect(Collectors.toSet());

        assertThat(statuses).containsExactlyInAnyOrder(200, 202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patientDob",
                "patientFirstName",
                "subscriberId",
                "subscriberDob",
                "billingProviderNpi",
                "billingProviderName",
                "taxId",
                "admitDate",
                "totalCharges",
                "payerId",
                "payerName"
            })
    void missing_data_is_400_and_named(String field) {
        integrex()
                .body(claim(field, ""))
                .post("/integrex/claim-info")
                .then()
                .statusCode(400)
                .body("details", hasItem(field + " is required and must be a string"));
    }

    @ParameterizedTest
    @CsvSource({"billingProviderNpi,1234567890", "admitDate,01/10/2025", "totalCharges,$20"})
    void malformed_data_is_400(String field, String value) {
        integrex().body(claim(field, value)).post("/integrex/claim-info").then().statusCode(400);
    }

    @Test
    void charges_must_be_a_string() {
        integrex()
                .body(claim().replace("\"2000.00\"", "2000.00"))
                .post("/integrex/claim-info")
                .then()
                .statusCode(400)
                .body("details", hasItem("totalCharges is required and must be a string"));
    }

    @Test
    void an_unknown_ticket_is_404_and_a_missing_id_400() {
        poll("unknown").then().statusCode(404);
        integrex().get("/integrex/claim-info").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "subscriberId,ANSWER-D0,D0",
        "subscriberId,ANSWER-F2-104,F2",
        "patientFirstName,Denied,F2",
        "patientFirstName,Unfound,D0",
        "totalCharges,404.04,D0",
        "totalCharges,402.02,F2"
    })
    void magic_values_bring_another_category(String field, String value, String category) {
        var id = submit(claim(field, value));
        poll(id);

        poll(id).then().statusCode(200).body("categoryCode", equalTo(category));
    }

    @ParameterizedTest
    @CsvSource({"subscriberId,PENDING-1", "patientFirstName,Pending", "totalCharges,202.02"})
    void magic_values_are_pending_for_ever(String field, String value) {
        var id = submit(claim(field, value));

        for (var i = 0; i < 5; i++) {
            poll(id).then().statusCode(202);
        }
    }

    @ParameterizedTest
    @CsvSource({"subscriberId,INVALID-1", "patientFirstName,Invalid", "totalCharges,400.40"})
    void magic_values_are_refused(String field, String value) {
        integrex().body(claim(field, value)).post("/integrex/claim-info").then().statusCode(400);
    }

    @Test
    void a_scripted_answer_lies_over_the_usual_one() {
        var tracking = unique("T-");
        script("""
                {'partner':'integrex','operation':'submit-claim','match':{'trackingId1':'%s'},'pending':0,
                 'answer':{'category':'F1','statusCode':'66','paymentAmt':'1500.00','checkNumber':'CHK-1',
                           'dateCheckCashed':'2025-01-20','allowedAmount':1600.5}}
                """.formatted(tracking));

        poll(submit(claim("trackingId1", tracking)))
                .then()
                .statusCode(200)
                .body("categoryCode", equalTo("F1"))
                .body("statusCode", equalTo("66"))
                .body("paymentAmt", equalTo("1500.00"))
                .body("checkNumber", equalTo("CHK-1"))
                .body("dateCheckCashed", equalTo("2025-01-20"))
                .body("allowedAmount", equalTo(1600.5f));
    }

    @Test
    void a_poll_can_be_scripted_long_after_the_submission() {
        var tracking = unique("T-");
        var id = submit(claim("trackingId1", tracking));
        script("""
                {'partner':'integrex','operation':'poll-claim','match':{'trackingId1':'%s'},
                 'answer':{'category':'P1'}}
                """.formatted(tracking));

        poll(id).then().statusCode(200).body("categoryCode", equalTo("P1"));
        poll(id).then().statusCode(200).body("categoryCode", equalTo("F1"));
    }

    @Test
    void an_answer_with_a_row_for_each_line_comes_as_an_array_or_wrapped() {
        var lines = "'answer':{'lines':[{'svcLine':1,'procedureCd':'99214'},{'svcLine':2,'procedureCd':'93000'}]}";
        script("{'partner':'integrex','operation':'submit-claim','pending':0," + lines + "}");
        poll(submit(claim()))
                .then()
                .body("$", hasSize(2))
                .body("[1].procedureCd", equalTo("93000"))
                .body("[1].chargeAmt", equalTo("2000.00"));

        script("{'partner':'integrex','operation':'submit-claim','pending':0,'shape':'data'," + lines + "}");
        poll(submit(claim())).then().body("data", hasSize(2)).body("data[0].procedureCd", equalTo("99214"));

        script("{'partner':'integrex','operation':'submit-claim','pending':0,'shape':'results'}");
        poll(submit(claim())).then().body("results", hasSize(1));
    }

    @Test
    void pending_polls_and_time_can_be_scripted() {
        script("{'partner':'integrex','operation':'submit-claim','pending':3}");
        var counted = submit(claim());
        for (var i = 0; i < 3; i++) {
            poll(counted).then().statusCode(202);
        }
        poll(counted).then().statusCode(200);

        script("{'partner':'integrex','operation':'submit-claim','pending':0,'lag':'PT0.7S'}");
        var timed = submit(claim());
        poll(timed).then().statusCode(202);
        await().untilAsserted(() -> poll(timed).then().statusCode(200));
    }

    @Test
    void the_ledger_shows_tickets_and_nothing_about_people() {
        var tracking = unique("T-");
        var id = submit(claim("trackingId1", tracking));
        poll(id);

        given().get("/ledger/integrex")
                .then()
                .body("tickets.find { it.id == '%s' }.trackingId1".formatted(id), equalTo(tracking))
                .body("tickets.find { it.id == '%s' }.state".formatted(id), equalTo("Processing"))
                .body("tickets.find { it.id == '%s' }.polls".formatted(id), equalTo(1));
        poll(id);
        var ledger = given().get("/ledger/integrex").asString();
        assertThat(ledger).contains("Completed").doesNotContain("Shephard", "MBR0042", "1980-02-29");
    }

    private static String submit(String claim) {
        return integrex().body(claim).post("/integrex/claim-info").path("id");
    }

    private static Response poll(String id) {
        return integrex().queryParam("id", id).get("/integrex/claim-info");
    }
}
