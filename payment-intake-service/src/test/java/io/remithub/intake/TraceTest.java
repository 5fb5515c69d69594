package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class TraceTest {

    private static final String TRACE = "/api/v1/trace?key=";

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({
        "/payment/paymentId, paymentId",
        "/payment/batchId, batchId",
        "/payment/issuerReferenceId, issuerReferenceId",
        "/payment/issuerPaymentId, issuerPaymentId",
        "/claims/0/checkNumber, checkNumber",
        "/claims/0/ticketId, ticketId",
        "/claims/0/transactionId, transactionId"
    })
    void a_payment_is_found_by_each_of_its_names(String pointer, String kind) throws SQLException {
        var known = traced(known());

        var found = trace(known.at(pointer).asText());

        assertThat(found.get("matched").toString()).isEqualTo("[\"" + kind + "\"]");
        assertThat(found.at("/data/0")).isEqualTo(known);
        assertThat(found.get("data")).hasSize(1);
    }

    @Test
    void what_happened_to_a_payment_is_told_in_the_order_of_time() throws SQLException {
        var timeline = traced(known()).get("timeline");

        assertThat(timeline.findValuesAsText("event"))
                .containsExactly(
                        "accepted",
                        "status-reached",
                        "exception-opened",
                        "command-asked",
                        "command-rejected",
                        "exception-resolved",
                        "command-asked",
                        "command-taken",
                        "status-reached");
        assertThat(timeline.findValuesAsText("at")).isSorted();
        assertThat(timeline.get(0).get("by").asText()).isEqualTo("local-acme");
        assertThat(timeline.get(2).get("reason").asText()).isEqualTo("claim-not-registered");
        assertThat(timeline.get(4).get("reason").asText()).isEqualTo("status-not-voidable");
        assertThat(timeline.get(5).get("reason").asText()).isEqualTo("HEALED");
        assertThat(timeline.get(7).get("command").asText()).isEqualTo("BatchReleaseRequested");
        assertThat(timeline.get(8).get("status").asText()).isEqualTo("Completed");
    }

    @Test
    void a_key_that_many_payments_bear_leads_to_all_of_them_page_by_page() {
        String check = Samples.unique();
        var expected = List.of(issued(check), issued(check), issued(check));

        var first = trace(check + "&limit=2");
        var second = trace(check + "&limit=2&cursor=" + first.get("nextCursor").asText());

        assertThat(first.findValuesAsText("paymentId").stream().distinct()).isEqualTo(expected.subList(0, 2));
        assertThat(second.findValuesAsText("paymentId").stream().distinct()).isEqualTo(expected.subList(2, 3));
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void one_key_may_be_of_several_kinds() {
        String name = Samples.unique();
        issued(name);
        var payment = Samples.balanced();
        Samples.details(payment).put("issuerReferenceId", name);
        Api.issued(payment);

        var found = trace(name);

        assertThat(found.get("matched").toString()).isEqualTo("[\"issuerReferenceId\",\"issuerPaymentId\"]");
        assertThat(found.get("data")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trace?key=", "//trace?key=", "/api//v1/trace?key="})
    void a_trace_is_served_at_the_root_too(String path) {
        String id = Api.issued(Samples.balanced());

        Api.as(Api.ACME).get(path + id).then().statusCode(200).body("matched", equalTo(List.of("paymentId")));
    }

    @Test
    void what_nobody_knows_or_another_tenant_has_is_not_found() throws SQLException {
        var known = traced(known());

        for (String pointer : List.of("/payment/paymentId", "/payment/batchId", "/claims/0/ticketId")) {
            Api.as(Api.GLOBEX)
                    .get(TRACE + known.at(pointer).asText())
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        }
        Api.as(Api.ACME).get(TRACE + Samples.unique()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?key=", "?key=a&key=b", "?key=%00", "?key=a&limit=51", "?key=a&cursor=b", "?kee=a"})
    void a_question_without_a_sensible_key_is_refused(String query) {
        Api.as(Api.ACME).get("/api/v1/trace" + query).then().statusCode(400).body("code", equalTo("malformed-request"));
    }

    @Test
    void a_trace_tells_nothing_of_patients() throws SQLException {
        assertThat(traced(known()).toString())
                .doesNotContain("Shephard", "PCN-1001", "786532990", "claimKey", "payeeKey");
    }

    private ObjectNode traced(String paymentId) {
        return (ObjectNode) trace(paymentId).at("/data/0");
    }

    private static ObjectNode trace(String key) {
        return Samples.json(Api.as(Api.ACME)
                .get(TRACE + key)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static String issued(String check) {
        var payment = Samples.balanced();
        Samples.details(payment).put("issuerPaymentId", check);
        return Api.issued(payment);
    }

    /** A payment that has been through a few things, and that partners have names for. */
    private String known() throws SQLException {
        String own = Samples.unique();
        String id = issued("CHECK-" + own);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    update payment_claim set ticket_id = 'T-%2$s', check_number = 'N-%2$s', transaction_id = 'HUB:%2$s'
                     where payment_id = '%1$s' and claim_index = 0;
                    insert into payment_step (payment_id, status, actor_kind, at)
                    values ('%1$s', 'Held', 'HUB', now() + interval '1 second'),
                           ('%1$s', 'Completed', 'EHR', now() + interval '7 seconds');
                    insert into payment_exception (exception_id, payment_id, causes, opened_at, resolved_at, resolution)
                    values ('E-%2$s', '%1$s', '[{"code": "claim-not-registered", "nextAction": "Register."}]',
                            now() + interval '2 seconds', now() + interval '4 seconds', 'HEALED');
                    insert into payer_command (command_id, tenant_id, batch_id, payment_id, command_type, key_id, at,
                        answered_at, outcome)
                    select 'V-%2$s', tenant_id, batch_id, payment_id, 'PaymentVoidRequested', 'local-acme',
                           now() + interval '3 seconds', now() + interval '4 seconds', 'REJECTED'
                      from payment where payment_id = '%1$s';
                    insert into payer_command (command_id, tenant_id, batch_id, command_type, key_id, at, answered_at,
                        outcome)
                    select 'R-%2$s', tenant_id, batch_id, 'BatchReleaseRequested', 'local-acme',
                           now() + interval '5 seconds', now() + interval '6 seconds', 'TAKEN'
                      from payment where payment_id = '%1$s';
                    insert into rejected_command (command_id, batch_id, payment_id, command_type, code, status, at)
                    select 'V-%2$s', batch_id, payment_id, 'PaymentVoidRequested', 'status-not-voidable', 'Held',
                           now() + interval '4 seconds'
                      from payment where payment_id = '%1$s'""".formatted(id, own));
        }
        return id;
    }
}
