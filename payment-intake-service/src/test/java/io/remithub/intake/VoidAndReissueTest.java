package io.remithub.intake;

import static io.remithub.embedded.HubTestResource.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class VoidAndReissueTest {

    private static final String REASON =
            "{\"reason\": \"Issued twice to Sam Shephard\", \"%s\": \"jane.roe@acme.example\"}";
    private static final String SETTLED = "{\"settledOn\": \"2025-01-27\"}";

    /** Stands in for the orchestrator's: the streams are the same. */
    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    @Test
    void a_void_is_shown_at_once_and_told_once_with_its_issuance() {
        var issued = sent();

        command(issued, "void", REASON.formatted("voidedBy")).then().statusCode(204);

        var payment = issued.read();
        assertThat(payment.get("status").asText()).isEqualTo("Voided");
        assertThat(payment.get("availableBalance").toString()).isEqualTo("0.00");
        assertThat(payment.at("/pendingCommands/0/type").asText()).isEqualTo("PaymentVoidRequested");
        var event = told(issued, 2, PaymentVoidRequested.class);
        assertThat(event.getIssuance()).isEqualTo(1);
        assertThat(event.getPaymentId()).isEqualTo(issued.paymentId);
        assertThat(event.getRequestedBy()).isEqualTo("local-acme");
        assertThat(Examples.unwritten(event)).isEmpty();
        refused(command(issued, "void", ""), "status-not-voidable");
    }

    @Test
    void the_history_names_the_key_of_each_step_and_to_those_who_may_see_patients_the_person_and_the_reason()
            throws SQLException {
        var issued = sent();
        command(issued, "void", REASON.formatted("voidedBy")).then().statusCode(204);
        String command = row(
                "select command_id from payer_command where command_type = 'PaymentVoidRequested' and payment_id = ?",
                issued.paymentId);

        say(
                issued,
                changed(issued, "Voided", 0)
                        .setSteps(List.of(StatusStep.newBuilder()
                                .setStatus("Voided")
                                .setAt(Instant.now())
                                .setActorKind("PAYER")
                                .setCause(command)
                                .build()))
                        .build());

        var step = eventually(issued, it -> it.get("statusHistory").size() == 2).at("/statusHistory/1");
        assertThat(step.get("by").asText()).isEqualTo("PAYER");
        assertThat(step.get("key").asText()).isEqualTo("local-acme");
        assertThat(step.get("person").asText()).isEqualTo("jane.roe@acme.example");
        assertThat(step.get("note").asText()).isEqualTo("Issued twice to Sam Shephard");
        var history = Api.details(Api.ACME, issued.paymentId).get("statusHistory");
        assertThat(history.at("/0/key").asText()).isEqualTo("local-acme");
        assertThat(history.at("/1/key").asText()).isEqualTo("local-acme");
        assertThat(history.toString()).doesNotContain("jane.roe", "Shephard");
    }

    @Test
    void a_reissue_is_shown_at_once_and_happens_once_a_void() {
        var issued = sent();
        refused(command(issued, "reissue", ""), "not-voided");
        command(issued, "void", "").then().statusCode(204);

        command(issued, "reissue", REASON.formatted("reissuedBy")).then().statusCode(204);

        var details = Api.details(Api.ACME, issued.paymentId);
        assertThat(details.get("status").asText()).isEqualTo("Reissuing");
        assertThat(details.get("issuanceNumber").asInt()).isEqualTo(2);
        assertThat(details.get("availableBalance").toString()).isEqualTo("1754.98");
        var event = told(issued, 3, PaymentReissueRequested.class);
        assertThat(event.getIssuance()).isEqualTo(2);
        assertThat(event.getPayeeKey()).isNull();
        assertThat(event.getRemitMethod()).isNull();
        refused(command(issued, "reissue", ""), "not-voided");
        command(issued, "void", "").then().statusCode(204);
        assertThat(told(issued, 4, PaymentVoidRequested.class).getIssuance()).isEqualTo(2);
    }

    @Test
    void a_reissue_goes_to_a_new_payee_by_another_way_and_is_audited() {
        var issued = sent();
        command(issued, "void", "").then().statusCode(204);
        var body = Samples.json("{\"remitMethod\": \"CHECK\"}");
        body.set("payeeDetails", payee("120000008"));
        ((ObjectNode) body.get("payeeDetails")).put("attention", "Ms. Roe");
        body.putObject("shippingDetails").put("name", "A courier");

        command(issued, "reissue", body.toString()).then().statusCode(204);

        var details = Api.details(Api.ACME_PHI, issued.paymentId);
        assertThat(details.get("payeeDetails")).isEqualTo(body.get("payeeDetails"));
        assertThat(details.at("/shippingDetails/name").asText()).isEqualTo("A courier");
        assertThat(details.get("remitMethod").asText()).isEqualTo("CHECK");
        assertThat(details.at("/remittance/claimLevelInformation"))
                .isEqualTo(issued.asSent.get("claimLevelInformation"));
        assertThat(Api.details(Api.ACME, issued.paymentId)
                        .at("/payeeDetails/taxId")
                        .asText())
                .isEqualTo("***0008");
        var event = told(issued, 3, PaymentReissueRequested.class);
        assertThat(event.getRemitMethod()).isEqualTo("CHECK");
        assertThat(event.getPayeeKey()).hasSize(64);
        assertThat(Examples.unwritten(event)).isEmpty();
        String audited = io.restassured.RestAssured.given()
                .header("Authorization", bearer("admin"))
                .get("/audit?subject=" + issued.paymentId)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(audited)
                .contains(
                        "payment.void",
                        "payment.reissue",
                        "new payeeDetails, shippingDetails, remitMethod",
                        "local-acme")
                .doesNotContain("120000008", "Roe");
    }

    @Test
    void what_a_new_payee_lacks_is_told_fault_by_fault_as_in_issue() {
        var issued = sent();
        command(issued, "void", "").then().statusCode(204);

        command(
                        issued,
                        "reissue",
                        "{\"payeeDetails\": {\"taxId\": \"12\", \"npiId\": \"x\"}, \"remitMethod\": \"\", \"reason\": 5}")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        org.hamcrest.Matchers.containsInAnyOrder(
                                "/payeeDetails/name",
                                "/payeeDetails/address",
                                "/payeeDetails/taxId",
                                "/payeeDetails/npiId",
                                "/remitMethod",
                                "/reason"));

        assertThat(issued.read().get("status").asText()).isEqualTo("Voided");
    }

    @Test
    void a_settlement_leaves_nothing_available_and_comes_once() {
        var issued = sent();

        command(issued, "settle", SETTLED).then().statusCode(204);

        var payment = issued.read();
        assertThat(payment.get("status").asText()).isEqualTo("Sent");
        assertThat(payment.get("availableBalance").toString()).isEqualTo("0.00");
        var event = told(issued, 2, PaymentSettled.class);
        assertThat(event.getIssuance()).isEqualTo(1);
        assertThat(event.getSettledOn()).isEqualTo(LocalDate.of(2025, 1, 27));
        assertThat(Examples.unwritten(event)).isEmpty();
        refused(command(issued, "settle", SETTLED), "already-settled");
        refused(command(issued, "void", ""), "no-available-balance");
        command(issued, "settle", "{}").then().statusCode(400).body("errors.pointer", equalTo(List.of("/settledOn")));
    }

    @ParameterizedTest
    @CsvSource({
        "Completed, 0, no-available-balance",
        "Held, 1, status-not-voidable",
        "Failed, 1, status-not-voidable",
        "Reissuing, 1, "
    })
    void voiding_is_decided_by_status_and_balance(String status, long balance, String code) {
        var issued = now(status, balance);

        var answer = command(issued, "void", "");

        if (code == null) {
            answer.then().statusCode(204);
        } else {
            refused(answer, code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"void", "reissue", "settle"})
    void a_payment_that_is_anothers_is_none(String operation) {
        var issued = sent();

        Api.post(Api.GLOBEX, issued.path(operation), SETTLED)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }

    @Test
    void of_many_voids_at_once_one_decides() throws Exception {
        var issued = sent();
        try (var pool = Executors.newFixedThreadPool(6)) {
            Callable<Integer> attempt = () -> command(issued, "void", "").statusCode();

            var answers = pool.invokeAll(java.util.Collections.nCopies(6, attempt)).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .sorted()
                    .toList();

            assertThat(answers).containsExactly(204, 409, 409, 409, 409, 409);
        }
        assertThat(row("select count(*) from payer_command where payment_id = ?", issued.paymentId))
                .isEqualTo("1");
    }

    @Test
    void a_void_reissue_or_settlement_under_a_repeated_key_is_answered_as_the_first_time() throws SQLException {
        var issued = sent();
        for (String operation : List.of("void", "reissue", "settle")) {
            String body = operation.equals("settle") ? SETTLED : "";
            String key = Samples.unique();
            for (int i = 0; i < 2; i++) {
                command(Api.as(Api.ACME).header("Idempotency-Key", key), issued, operation, body)
                        .then()
                        .statusCode(204);
            }
        }
        assertThat(row("select count(*) from payer_command where payment_id = ?", issued.paymentId))
                .isEqualTo("3");
    }

    @Test
    void what_was_shown_before_comes_back_when_the_command_lost() throws SQLException {
        var issued = sent();
        command(issued, "void", "").then().statusCode(204);
        var body = Samples.JSON.createObjectNode();
        body.set("payeeDetails", payee("120000008"));
        command(issued, "reissue", body.toString()).then().statusCode(204);
        var commands = row(
                        "select string_agg(command_id, ' ' order by at) from payer_command where payment_id = ?",
                        issued.paymentId)
                .split(" ");

        lose(issued, commands[0], "PaymentVoidRequested");
        lose(issued, commands[1], "PaymentReissueRequested");

        var details = eventually(issued, it -> it.get("rejectedCommands").size() == 2);
        assertThat(details.get("status").asText()).isEqualTo("Sent");
        assertThat(details.get("issuanceNumber").asInt()).isEqualTo(1);
        assertThat(details.get("availableBalance").toString()).isEqualTo("1754.98");
        assertThat(details.get("remittance")).isEqualTo(issued.asSent);
        assertThat(details.get("pendingCommands")).isEmpty();
    }

    @Test
    void a_reissue_stays_shown_when_its_void_is_answered() throws SQLException {
        var issued = sent();
        command(issued, "void", "").then().statusCode(204);
        command(issued, "reissue", "").then().statusCode(204);
        String first =
                row("select command_id from payer_command where payment_id = ? order by at limit 1", issued.paymentId);

        say(issued, changed(issued, "Voided", 0).setAnswered(List.of(first)).build());

        var details = eventually(issued, it -> it.get("pendingCommands").size() == 1);
        assertThat(details.get("status").asText()).isEqualTo("Reissuing");
        assertThat(details.get("issuanceNumber").asInt()).isEqualTo(2);
    }

    @Test
    void reason_and_person_rest_sealed() throws SQLException {
        var issued = sent();
        command(issued, "void", REASON.formatted("voidedBy")).then().statusCode(204);

        String kept = row(
                "select encode(reason, 'escape') || encode(person, 'escape') from payer_command where payment_id = ?",
                issued.paymentId);

        assertThat(kept).isNotEmpty().doesNotContain("Shephard", "jane.roe");
    }

    private record Issued(String tenantId, String batchId, String paymentId, JsonNode asSent) {
        JsonNode read() {
            return Samples.json(Api.as(Api.ACME)
                    .get(Api.PAYMENTS + "/" + paymentId)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        }

        String path(String operation) {
            return Api.PAYMENTS + "/" + paymentId + "/" + operation;
        }
    }

    private Issued sent() {
        return now("Sent", 175_498);
    }

    private Issued now(String status, long balance) {
        var payment = Samples.balanced();
        String id = Api.issued(payment);
        var details = Api.details(Api.ACME, id);
        var issued = new Issued(
                details.get("tenantId").asText(), details.get("batchId").asText(), id, payment.get("payment"));
        say(issued, changed(issued, status, balance).build());
        eventually(issued, it -> it.get("status").asText().equals(status));
        return issued;
    }

    private static PaymentStatusChanged.Builder changed(Issued issued, String status, long balance) {
        return PaymentStatusChanged.newBuilder()
                .setTenantId(issued.tenantId)
                .setPaymentId(issued.paymentId)
                .setBatchId(issued.batchId)
                .setIssuerReferenceId("reference")
                .setStatus(status)
                .setSteps(List.of())
                .setIssuance(1)
                .setAmount(175_498)
                .setAvailableBalance(balance);
    }

    private void lose(Issued issued, String command, String type) {
        say(
                issued,
                new CommandRejected(
                        issued.tenantId,
                        issued.paymentId,
                        issued.batchId,
                        command,
                        type,
                        "no-available-balance",
                        "Sent"));
    }

    private void say(Issued issued, SpecificRecord event) {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(
                        Topic.PAYMENTS_LIFECYCLE,
                        issued.paymentId,
                        issued.paymentId,
                        issued.tenantId,
                        event,
                        Cause.NONE)));
    }

    private static ObjectNode eventually(Issued issued, Predicate<ObjectNode> condition) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> Api.details(Api.ACME_PHI, issued.paymentId), condition);
    }

    /** The last of so many events of the payment's batch. */
    private static <T extends SpecificRecord> T told(Issued issued, int count, Class<T> type) {
        return Streams.decode(
                Streams.await(Topic.PAYMENTS_INTAKE, issued.batchId, count).getLast(), type);
    }

    private static ObjectNode payee(String taxId) {
        var payee = (ObjectNode) Samples.balanced().at("/payment/payeeDetails");
        return payee.put("name", "Another Clinic").put("taxId", taxId);
    }

    private static Response command(Issued issued, String operation, String body) {
        return command(Api.as(Api.ACME), issued, operation, body);
    }

    private static Response command(
            io.restassured.specification.RequestSpecification as, Issued issued, String operation, String body) {
        return body.isEmpty()
                ? as.post(issued.path(operation))
                : as.contentType(ContentType.JSON)
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .post(issued.path(operation));
    }

    private static void refused(Response answer, String code) {
        answer.then().statusCode(409).contentType("application/problem+json").body("code", equalTo(code));
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
