package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.Purpose;
import io.remithub.posting.domain.TransactionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The partners' usual answers, and a test's own. */
final class Stubs {

    private final WireMock server =
            new WireMock("localhost", Integer.parseInt(System.getProperty(PartnersResource.PORT)));

    void usual() {
        server.resetMappings();
        server.resetScenarios();
        server.resetRequests();
        on(post("/nexhealth/authenticates"), okJson("""
                {"code": true, "data": {"token": "token-1"}}"""));
        types("101", "Cash", "Insurance Payment");
        on(get(urlPathEqualTo("/nexhealth/webhook_endpoints")), okJson("""
                {"code": true, "data": [{"id": 7, "target_url": "http://localhost:8083/webhooks/nexhealth", "active": true}]}"""));
        on(get(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions")), okJson("""
                {"code": true, "data": []}"""));
        on(post(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions")), created("""
                {"code": true, "data": {"id": 70}}"""));
        on(get(urlPathEqualTo("/nexhealth/sync_status")), okJson("""
                {"code": true, "data": [{"read_status_at": "2020-01-01T00:00:00Z", "write_status_at": "2020-01-01T00:00:00Z"}]}"""));
        on(get(urlPathEqualTo("/nexhealth/payments")), okJson("""
                {"code": true, "data": []}"""));
        on(get(urlPathEqualTo("/nexhealth/adjustment_types")), okJson("""
                {"code": true, "data": [{"name": "Insurance Reversal", "action": "credit"},
                                        {"name": "Insurance Reversal", "action": "debit"}]}"""));
        on(get(urlPathEqualTo("/decoda/v1/charge/list")), okJson("[]"));
    }

    void synced() {
        on(get(urlPathEqualTo("/nexhealth/sync_status")), okJson("""
                {"code": true, "data": [{"read_status_at": "2099-01-01T00:00:00Z", "write_status_at": "2099-01-01T00:00:00Z"}]}"""));
    }

    void types(String location, String... names) {
        var data = Stream.of(names)
                .map(name -> "{\"name\": \"%s\"}".formatted(name))
                .collect(Collectors.joining(","));
        on(
                get(urlPathEqualTo("/nexhealth/payment_types"))
                        .withQueryParam("location_id", WireMock.equalTo(location)),
                okJson("{\"code\": true, \"data\": [%s]}".formatted(data)));
    }

    static ResponseDefinitionBuilder taken() {
        return taken("555");
    }

    /** Under that id of the partner's own. */
    static ResponseDefinitionBuilder taken(String partnerId) {
        return aResponse()
                .withStatus(202)
                .withHeader("content-type", "application/json")
                .withBody("""
                {"code": true, "error": [], "data": {"id": "%s"}}""".formatted(partnerId));
    }

    static ResponseDefinitionBuilder created(String body) {
        return aResponse()
                .withStatus(201)
                .withHeader("content-type", "application/json")
                .withBody(body);
    }

    static ResponseDefinitionBuilder refused(int status, String error) {
        return aResponse()
                .withStatus(status)
                .withHeader("content-type", "application/json")
                .withBody("{\"code\": false, \"error\": [\"%s\"]}".formatted(error));
    }

    static MappingBuilder payment(Claims.Asked asked) {
        return post(urlPathEqualTo("/nexhealth/payment_transactions"))
                .withRequestBody(
                        matchingJsonPath("$.payment_transaction[?(@.patient_id == %d)]".formatted(asked.patient)));
    }

    static MappingBuilder debit(Claims.Asked asked) {
        return post(urlPathEqualTo("/nexhealth/adjustment_transactions"))
                .withRequestBody(
                        matchingJsonPath("$.adjustment_transaction[?(@.patient_id == %d)]".formatted(asked.patient)));
    }

    List<LoggedRequest> debits(Claims.Asked asked) {
        return sent(postRequestedFor(urlPathEqualTo("/nexhealth/adjustment_transactions"))
                .withRequestBody(
                        matchingJsonPath("$.adjustment_transaction[?(@.patient_id == %d)]".formatted(asked.patient))));
    }

    static MappingBuilder charge(Claims.Asked asked) {
        return post(urlPathEqualTo("/decoda/v1/charge/create"))
                .withRequestBody(matchingJsonPath("$[?(@.patientId == '%s')]".formatted(asked.decodaPatient)));
    }

    /** Takes so much off the claim's charge. */
    static MappingBuilder adjustment(Claims.Asked asked, long cents) {
        return post(urlPathEqualTo("/decoda/v1/charge/adjust"))
                .withRequestBody(matchingJsonPath(
                        "$[?(@.chargeId == 'chg_%d' && @.amount == %d)]".formatted(asked.patient, cents)));
    }

    /** The ledger shows a payment under that reference. */
    void ledger(String transactionId, String dollars) {
        on(
                get(urlPathEqualTo("/nexhealth/payments"))
                        .withQueryParam("transaction_id", WireMock.equalTo(transactionId)),
                okJson("""
                        {"code": true, "data": [{"transaction_id": "%s", "amount": -%s}]}""".formatted(transactionId, dollars)));
    }

    /** The ledger of that location, and of no other, shows a payment under that reference. */
    void ledger(String location, String transactionId, String dollars) {
        on(
                get(urlPathEqualTo("/nexhealth/payments"))
                        .withQueryParam("location_id", WireMock.equalTo(location))
                        .withQueryParam("transaction_id", WireMock.equalTo(transactionId)),
                okJson("""
                        {"code": true, "data": [{"transaction_id": "%s", "amount": -%s}]}""".formatted(transactionId, dollars)));
    }

    /** The ledger shows a payment of so many dollars in so many records. */
    void ledger(Claims.Asked asked, String... dollars) {
        var records = Stream.of(dollars)
                .map(amount -> "{\"transaction_id\": \"%s\", \"amount\": %s}"
                        .formatted(transactionId(asked), new BigDecimal(amount).negate()))
                .collect(Collectors.joining(","));
        on(
                get(urlPathEqualTo("/nexhealth/payments"))
                        .withQueryParam("transaction_id", WireMock.equalTo(transactionId(asked))),
                okJson("{\"code\": true, \"data\": [%s]}".formatted(records)));
    }

    void on(MappingBuilder request, ResponseDefinitionBuilder answer) {
        server.register(request.willReturn(answer));
    }

    void on(MappingBuilder request) {
        server.register(request);
    }

    List<LoggedRequest> payments(Claims.Asked asked) {
        return sent(postRequestedFor(urlPathEqualTo("/nexhealth/payment_transactions"))
                .withRequestBody(
                        matchingJsonPath("$.payment_transaction[?(@.patient_id == %d)]".formatted(asked.patient))));
    }

    List<LoggedRequest> lookups(Claims.Asked asked) {
        return sent(lookup(asked));
    }

    static RequestPatternBuilder lookup(Claims.Asked asked) {
        return getRequestedFor(urlPathEqualTo("/nexhealth/payments"))
                .withQueryParam("transaction_id", WireMock.equalTo(transactionId(asked)));
    }

    /** Until it has been asked for twice from now on: what comes of the first answer is decided before the second call. */
    void awaitTwice(RequestPatternBuilder requests) {
        int before = sent(requests).size();
        await().atMost(Duration.ofSeconds(15)).until(() -> sent(requests).size() >= before + 2);
    }

    List<LoggedRequest> charges(Claims.Asked asked) {
        return sent(postRequestedFor(urlPathEqualTo("/decoda/v1/charge/create"))
                .withRequestBody(matchingJsonPath("$[?(@.patientId == '%s')]".formatted(asked.decodaPatient))));
    }

    List<LoggedRequest> sent(RequestPatternBuilder requests) {
        return server.find(requests);
    }

    static String transactionId(Claims.Asked asked) {
        return transactionId(asked, Purpose.PAYMENT, 0);
    }

    static String transactionId(Claims.Asked asked, Purpose purpose, int generation) {
        var key = new PostingKey(asked.paymentId, asked.index, 1, purpose);
        return TransactionId.of("HUB", Claims.TENANT, key, generation);
    }

    static String externalId(Claims.Asked asked) {
        return "%s:%s:%d:1".formatted(Claims.TENANT, asked.paymentId, asked.index);
    }
}
