package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ListsTest {

    private static final String BATCHES = Api.PAYMENTS + "/batch";

    @Inject
    DataSource database;

    @Test
    void a_list_shows_everything_once_while_more_comes_in() {
        String check = Samples.unique();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            expected.addFirst(issued(check));
        }

        var first = list("issuerPaymentId=" + check + "&limit=2");
        issued(check);
        var second = next("issuerPaymentId=" + check + "&limit=2", first);
        issued(check);
        var third = next("issuerPaymentId=" + check + "&limit=2", second);

        assertThat(ids(first, second, third)).isEqualTo(expected);
        assertThat(third.has("nextCursor")).isFalse();
    }

    @Test
    void the_oldest_come_first_when_asked_so_and_what_comes_in_is_at_the_end() {
        String check = Samples.unique();
        var expected = new ArrayList<>(List.of(issued(check), issued(check), issued(check)));

        String asked = "issuerPaymentId=" + check + "&order=oldest&limit=2";
        var first = list(asked);
        expected.add(issued(check));
        var second = next(asked, first);

        assertThat(ids(first, second)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuerReferenceId={issuerReferenceId}",
                "clientRequestId={clientRequestId}",
                "batchId={batchId}",
                "issuerPaymentId={issuerPaymentId}",
                "issuerPaymentId={issuerPaymentId}&status=Completed&status=Created&status=Processing",
                "issuerPaymentId={issuerPaymentId}&accountShortCode=ACCT1",
                "issuerPaymentId={issuerPaymentId}&subAccountShortCode=SUBACCT1",
                "issuerPaymentId={issuerPaymentId}&accountShortCode=ACCT1&subAccountShortCode=SUBACCT1",
                "issuerPaymentId={issuerPaymentId}&paymentDateFrom=2025-01-15&paymentDateTo=2025-01-15",
                "issuerPaymentId={issuerPaymentId}&paymentDateFrom=2025-01-01&paymentDateTo=2025-12-31",
                "issuerPaymentId={issuerPaymentId}&paymentDateFrom=2000-01-01",
                "issuerPaymentId={issuerPaymentId}&createdFrom={createdAt}",
                "issuerPaymentId={issuerPaymentId}&createdFrom=2020-01-01T00:00:00%2B02:00&createdTo=2999-01-01T00:00:00Z"
            })
    void each_filter_finds_its_payment(String filter) {
        var payment = payment(issued(Samples.unique()));

        var found = list(filled(filter.replace("Processing", "Loading"), payment));

        assertThat(ids(found)).containsExactly(payment.get("paymentId").asText());
        assertThat(found.at("/data/0").toString()).isEqualTo(payment.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuerReferenceId={issuerPaymentId}",
                "clientRequestId={issuerReferenceId}",
                "batchId={paymentId}",
                "issuerPaymentId={issuerReferenceId}",
                "issuerPaymentId={issuerPaymentId}&status=Voided",
                "issuerPaymentId={issuerPaymentId}&accountShortCode=ACCT2",
                "issuerPaymentId={issuerPaymentId}&accountShortCode=NOWHERE",
                "issuerPaymentId={issuerPaymentId}&accountShortCode=ACCT1&subAccountShortCode=SUBACCT2",
                "issuerPaymentId={issuerPaymentId}&paymentDateFrom=2025-01-16",
                "issuerPaymentId={issuerPaymentId}&paymentDateTo=2025-01-14",
                "issuerPaymentId={issuerPaymentId}&createdTo={createdAt}",
                "issuerPaymentId={issuerPaymentId}&createdFrom=2999-01-01T00:00:00Z"
            })
    void each_filter_leaves_out_what_it_does_not_fit(String filter) {
        var payment = payment(issued(Samples.unique()));

        var found = list(filled(filter, payment));

        assertThat(found.toString()).isEqualTo("{\"data\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void what_came_in_a_span_is_found_however_wrong_the_clock_was_that_its_id_was_drawn_by(int minutes)
            throws SQLException {
        var payment = payment(issued(Samples.unique()));
        String id = payment.get("paymentId").asText();
        String batch = payment.get("batchId").asText();
        created("payment set created_at = created_at + interval '%d minutes' where payment_id = '%s'", minutes, id);
        var at = created(
                "payment_batch set created_at = created_at + interval '%d minutes' where batch_id = '%s'",
                minutes, batch);
        String span = "&createdFrom=" + at.minusSeconds(1) + "&createdTo=" + at.plusSeconds(1);

        assertThat(ids(list("batchId=" + batch + span))).containsExactly(id);
        Api.as(Api.ACME)
                .get(BATCHES + "?clientRequestId="
                        + payment.get("clientRequestId").asText() + span)
                .then()
                .statusCode(200)
                .body("data.batchId", equalTo(List.of(batch)));
    }

    @Test
    void a_list_shows_nothing_of_another_tenant() {
        var payment = payment(issued(Samples.unique()));
        String byCheck = "?issuerPaymentId=" + payment.get("issuerPaymentId").asText();
        String byRequest = "?clientRequestId=" + payment.get("clientRequestId").asText();

        for (String path : List.of(Api.PAYMENTS + byCheck, Api.PAYMENTS + byRequest, BATCHES + byRequest)) {
            Api.as(Api.GLOBEX).get(path).then().statusCode(200).body("data.size()", equalTo(0));
        }
        given().get(Api.PAYMENTS).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit, out-of-bounds",
        "limit=101, limit, out-of-bounds",
        "limit=ten, limit, out-of-bounds",
        "limit=1&limit=2, limit, repeated",
        "order=random, order, unknown",
        "status=held, status, unknown",
        "status=, status, length",
        "createdFrom=2025-01-15, createdFrom, format",
        "createdFrom=9999-99-99T00:00:00Z, createdFrom, format",
        "createdFrom=2025-01-16T00:00:00Z&createdTo=2025-01-15T00:00:00Z, createdTo, out-of-bounds",
        "paymentDateFrom=2025-02-30, paymentDateFrom, format",
        "paymentDateTo=-999999999-01-01, paymentDateTo, format",
        "issuerReferenceId=%00, issuerReferenceId, length",
        "issuerReferenceId=%ff%fe, issuerReferenceId, length",
        "cursor=nothing, cursor, unknown",
        "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, cursor, unknown",
        "stauts=Held, '', unknown-parameter"
    })
    void a_question_that_is_none_is_refused_with_its_parameter(String query, String parameter, String code) {
        Api.as(Api.ACME)
                .get(Api.PAYMENTS + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed-request"))
                .body("errors.pointer", hasItems("?" + parameter))
                .body("errors.code", hasItems(code));
    }

    @Test
    void every_fault_of_a_question_is_reported_and_no_value_repeated() {
        String answer = Api.as(Api.ACME)
                .get(BATCHES + "?limit=SECRET&order=SECRET&status=SECRET&createdTo=SECRET&cursor=SECRET&SECRET=1")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("?status", "?createdTo", "?order", "?limit", "?cursor", "?")))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("SECRET");
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() {
        String check = Samples.unique();
        issued(check);
        issued(check);
        String asked = "issuerPaymentId=" + check + "&limit=1";
        String cursor = list(asked).get("nextCursor").asText();

        assertThat(ids(next("issuerPaymentId=" + check + "&limit=100", list(asked))))
                .hasSize(1);
        for (String elsewhere : List.of(
                Api.PAYMENTS + "?cursor=" + cursor,
                Api.PAYMENTS + "?" + asked + "&order=oldest&cursor=" + cursor,
                Api.PAYMENTS + "?" + asked + "&status=Created&cursor=" + cursor,
                Api.PAYMENTS + "?" + asked + "&cursor=" + cursor + "A",
                BATCHES + "?cursor=" + cursor)) {
            Api.as(Api.ACME).get(elsewhere).then().statusCode(400).body("errors.pointer", hasItems("?cursor"));
        }
        Api.as(Api.GLOBEX)
                .get(Api.PAYMENTS + "?" + asked + "&cursor=" + cursor)
                .then()
                .statusCode(400);
    }

    @Test
    void batches_come_page_by_page_too() {
        var payment = payment(issued(Samples.unique()));
        String request = "?clientRequestId=" + payment.get("clientRequestId").asText();

        Api.as(Api.ACME)
                .get(BATCHES + request + "&accountShortCode=ACCT1&status=Created&status=Held&status=Processing")
                .then()
                .statusCode(200)
                .body("data.batchId", equalTo(List.of(payment.get("batchId").asText())));
        var page = Samples.json(Api.as(Api.ACME).get(BATCHES + "?limit=1").asString());
        assertThat(page.get("data")).hasSize(1);
        Api.as(Api.ACME)
                .get(BATCHES + "?limit=1&cursor=" + page.path("nextCursor").asText())
                .then()
                .statusCode(200);
    }

    /** @return when it is said to have been */
    private Instant created(String update, int minutes, String id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(("update " + update).formatted(minutes, id) + " returning created_at")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static String issued(String check) {
        var payment = Samples.balanced();
        Samples.details(payment).put("issuerPaymentId", check);
        return Api.issued(payment);
    }

    private static ObjectNode payment(String id) {
        return Samples.json(Api.as(Api.ACME)
                .get(Api.PAYMENTS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static ObjectNode list(String query) {
        return Samples.json(Api.as(Api.ACME)
                .get(Api.PAYMENTS + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static ObjectNode next(String query, JsonNode page) {
        return list(query + "&cursor=" + page.get("nextCursor").asText());
    }

    private static List<String> ids(JsonNode... pages) {
        var ids = new ArrayList<String>();
        for (var page : pages) {
            ids.addAll(page.get("data").findValuesAsText("paymentId"));
        }
        return ids;
    }

    private static String filled(String filter, JsonNode payment) {
        String filled = filter;
        for (var member : payment.properties()) {
            filled = filled.replace(
                    "{" + member.getKey() + "}", member.getValue().asText());
        }
        return filled;
    }
}
