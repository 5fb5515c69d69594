package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A patient who exists nowhere else is paid for, out of balance, refused by each partner, lost with a connection, and
 * sent in every broken way.
 */
final class CanaryJourney {

    static final int PAID = 1;
    private static final int OUT_OF_BALANCE = 2;
    private static final int REJECTED_LATER = 3;
    private static final int REFUSED = 4;
    private static final int UNKNOWN_CLAIM = 5;
    private static final int UNWELL_PARTNERS = 6;
    private static final int BROKEN_CONNECTIONS = 7;
    private static final int NEVER_ISSUED = 8;

    private static final int SECONDS_TO_SETTLE = 45;

    final Canary canary = new Canary();

    /** The ids of those that were issued. */
    final Map<Integer, String> payments = new TreeMap<>();

    /** What was answered to whoever may not read patients. */
    final List<Place> answers = new ArrayList<>();

    void go() throws Exception {
        partnersGossip();
        for (int payment : List.of(PAID, REJECTED_LATER, REFUSED, UNKNOWN_CLAIM, UNWELL_PARTNERS)) {
            register(payment);
            issue(payment, canary.request(payment));
        }
        register(OUT_OF_BALANCE);
        issue(OUT_OF_BALANCE, outOfBalance());
        register(BROKEN_CONNECTIONS);
        issueOverBrokenConnections();
        for (var answer : new CanaryFaults(canary, NEVER_ISSUED).provoke()) {
            keep("a fault's answer", answer);
            assertThat(answer.status()).describedAs("fault %d", answers.size()).isBetween(400, 499);
        }
        keep("409", post("/api/v1/payments", canary.request(PAID)));
        awaitExceptions(OUT_OF_BALANCE, REJECTED_LATER, REFUSED, UNKNOWN_CLAIM);
        awaitCompleted(PAID, UNWELL_PARTNERS, BROKEN_CONNECTIONS);
    }

    Place details(Payer payer, int payment) throws IOException, InterruptedException {
        return new Place(
                "details of payment " + payment, Payer.JSON.writeValueAsBytes(payer.details(payments.get(payment))));
    }

    void keep(String name, Web.Answer answer) {
        answers.add(new Place(name + " (" + answer.status() + ")", answer.bytes()));
    }

    private void partnersGossip() throws Exception {
        var gossip = Payer.JSON.writeValueAsString(canary.gossip());
        Sandbox.script("""
                {"partner": "nexhealth", "operation": "create-transaction", "match": {"patient_id": "%s"}, "times": 2,
                 "failInsertion": %s}""".formatted(canary.patientId(REJECTED_LATER), gossip));
        Sandbox.script("""
                {"partner": "nexhealth", "operation": "create-transaction", "match": {"patient_id": "%s"}, "times": 2,
                 "status": 400, "body": {"code": false, "error": [%s]}}""".formatted(canary.patientId(REFUSED), gossip));
        Sandbox.script("""
                {"partner": "integrex", "operation": "submit-claim", "match": {"subscriberId": "%s"}, "times": 2,
                 "status": 400, "body": {"details": [%s]}}""".formatted(canary.memberId(UNKNOWN_CLAIM), gossip));
        Sandbox.script("""
                {"partner": "integrex", "operation": "submit-claim", "match": {"subscriberId": "%s"},
                 "status": 500, "body": {"message": %s}}""".formatted(canary.memberId(UNWELL_PARTNERS), gossip));
        Sandbox.script("""
                {"partner": "integrex", "operation": "submit-claim", "match": {"subscriberId": "%s"},
                 "answer": {"statusDescription": %s, "categoryDescription": %s}}""".formatted(canary.memberId(PAID), gossip, gossip));
        Sandbox.script("""
                {"partner": "nexhealth", "operation": "create-transaction", "match": {"patient_id": "%s"},
                 "loseAnswer": true}""".formatted(canary.patientId(UNWELL_PARTNERS)));
    }

    private JsonNode outOfBalance() throws IOException {
        var request = canary.request(OUT_OF_BALANCE);
        ((ObjectNode) request.at("/payment/claimLevelInformation/0/claimLoop/0/claimPaymentInformation"))
                .put("paymentAmount", 1499.99);
        return request;
    }

    private void register(int payment) throws Exception {
        var answer = post("/api/v1/claims", canary.registrations(payment));
        assertThat(answer.status()).isEqualTo(200);
        keep("registration", answer);
    }

    private void issue(int payment, JsonNode request) throws Exception {
        var answer = post("/api/v1/payments", request);
        assertThat(answer.status())
                .describedAs(new String(answer.body(), UTF_8))
                .isEqualTo(201);
        keep("payment issued", answer);
        payments.put(payment, answer.json().path("paymentId").asText());
    }

    private void issueOverBrokenConnections() throws Exception {
        var request = canary.request(BROKEN_CONNECTIONS);
        for (int attempt = 0; attempt < 10; attempt++) {
            Databases.breakConnectionsOf("intake");
            keep("answer over a broken connection", post("/api/v1/payments", request));
        }
        // A connection that broke unused is found out by the request that it is given to, which is answered 503.
        var last = await().atMost(10, SECONDS)
                .until(() -> post("/api/v1/payments", request), answer -> answer.status() != 503);
        assertThat(last.status()).isIn(201, 409);
        payments.put(BROKEN_CONNECTIONS, last.json().path("paymentId").asText());
    }

    private void awaitExceptions(int... which) {
        for (int payment : which) {
            await().atMost(SECONDS_TO_SETTLE, SECONDS)
                    .until(() -> Payer.ACME.details(payments.get(payment)).hasNonNull("exception"));
        }
    }

    private void awaitCompleted(int... which) {
        for (int payment : which) {
            await("payment " + payment).atMost(SECONDS_TO_SETTLE, SECONDS).until(() -> Payer.ACME
                    .details(payments.get(payment))
                    .path("status")
                    .asText()
                    .equals("Completed"));
        }
    }

    private Web.Answer post(String path, JsonNode body) throws Exception {
        return Web.post(
                Web.INTAKE + path,
                Payer.JSON.writeValueAsBytes(body),
                "API-Key",
                Payer.ACME.apiKey(),
                "Content-Type",
                "application/json");
    }
}
