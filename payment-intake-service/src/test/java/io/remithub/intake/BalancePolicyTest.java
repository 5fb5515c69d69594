package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account makes of a remittance's findings. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class BalancePolicyTest {

    private static final String CLAIM = "/payment/claimLevelInformation/0/claimLoop/0";
    private static final String NO_NPI = "1234567890";

    @Inject
    DataSource database;

    @BeforeEach
    void an_account_that_rejects_and_one_that_does_not_look() throws SQLException {
        for (var policy : List.of("REJECT", "OFF")) {
            update("insert into account (account_id, tenant_id, short_code, sub_short_code, balance_policy)"
                    + " select gen_random_uuid(), tenant_id, '%1$s', 'S', '%1$s' from tenant where name = 'acme'"
                            .formatted(policy)
                    + " on conflict do nothing");
        }
    }

    /** Contracts A9, one by one. */
    @Test
    void the_guides_own_sample_is_accepted_and_everything_that_is_wrong_with_it_is_found() {
        var check = balanceCheck(Api.issued(Samples.guide()));

        assertThat(check.get("result").asText()).isEqualTo("OUT_OF_BALANCE");
        assertThat(found(check))
                .containsExactly(
                        // SVC 100.00 − CAS 41.08 = 58.92, not 80.00
                        tuple("line-out-of-balance", "LINE", "58.92", "80.00", "BLOCKING"),
                        // CPT 99214 with the qualifier of dentists, and as a revenue code; 12345 is no remark code
                        tuple("procedure-code-invalid", "LINE", "", "", "WARNING"),
                        tuple("revenue-code-invalid", "LINE", "", "", "WARNING"),
                        tuple("remark-code-unknown", "LINE", "", "", "WARNING"),
                        // CLP03 211366.97 − CAS 41.08 ≠ CLP04 138018.40: 73348.57 less 41.08 unexplained
                        tuple("claim-out-of-balance", "CLAIM", "211325.89", "138018.40", "BLOCKING"),
                        // one line of 100.00 for a claim of 211366.97
                        tuple("claim-charge-differs-from-lines", "CLAIM", "100.00", "211366.97", "BLOCKING"),
                        tuple("claim-payment-differs-from-lines", "CLAIM", "80.00", "138018.40", "BLOCKING"),
                        tuple("patient-responsibility-differs", "CLAIM", "0.00", "9000.28", "NOTE"),
                        // M1234 and its like are no remark codes
                        tuple("remark-code-unknown", "CLAIM", "", "", "WARNING"),
                        // CLP04 138018.40 − PLB 224.83 = 137793.57, not 1754.98
                        tuple("transaction-out-of-balance", "TRANSACTION", "137793.57", "1754.98", "BLOCKING"),
                        // TS3 quantity 110 beside one claim
                        tuple("provider-summary-count-differs", "TRANSACTION", "1", "110", "NOTE"),
                        // NPI 1234567890 fails Luhn
                        tuple("npi-invalid", "TRANSACTION", "", "", "WARNING"));
    }

    @Test
    void the_balanced_sample_has_no_finding() {
        var check = balanceCheck(Api.issued(Samples.balanced()));

        assertThat(check.get("result").asText()).isEqualTo("BALANCED");
        assertThat(check.get("findings")).isEmpty();
    }

    @Test
    void an_account_that_rejects_refuses_a_payment_with_the_findings_that_another_would_record() {
        var recorded = balanceCheck(Api.issued(Samples.guide())).get("findings");

        var refused = Api.issue(in("REJECT", Samples.guide()))
                .then()
                .statusCode(422)
                .body("code", equalTo("out-of-balance"))
                .body("errors.size()", equalTo(10))
                .body("errors[0].pointer", equalTo(CLAIM + "/loop2110/0"))
                .body("errors[4].pointer", equalTo(CLAIM))
                .body("errors[9].pointer", equalTo("/payment"))
                .extract();

        assertThat(Samples.json(refused.asString()).get("findings")).isEqualTo(recorded);
        Api.issue(in("REJECT", Samples.balanced())).then().statusCode(201);
    }

    @Test
    void it_refuses_a_code_that_is_not_on_the_list_though_the_figures_agree() {
        var payment = in("REJECT", Samples.balanced());
        reason(payment.get("payment")).put("adjustmentReasonCode", "9999");

        Api.issue(payment)
                .then()
                .statusCode(422)
                .body("code", equalTo("codes-invalid"))
                .body("findings.code", equalTo(List.of("reason-code-unknown")))
                .body("errors.pointer", equalTo(List.of(CLAIM + "/loop2110/0")));
    }

    @Test
    void another_account_takes_it_and_nothing_waits() {
        var payment = Samples.balanced();
        reason(payment.get("payment")).put("adjustmentReasonCode", "9999");

        var check = balanceCheck(Api.issued(payment));

        assertThat(check.get("result").asText()).isEqualTo("BALANCED");
        assertThat(check.at("/findings/0/code").asText()).isEqualTo("reason-code-unknown");
        assertThat(check.at("/findings/0/blocking").asBoolean()).isFalse();
    }

    @Test
    void mere_notes_are_no_reason_to_refuse() {
        var payment = in("REJECT", Samples.balanced());
        ((ObjectNode) Samples.claimLoop(payment).get(0).get("claimPaymentInformation"))
                .put("patientResponsibilityAmount", 99);

        Api.issue(payment).then().statusCode(201);
    }

    @Test
    void of_added_payments_each_that_is_refused_is_named() {
        var batch = Batches.opened(Batches.batch("REJECT", "S", "5264.94", 3));
        var fine = Batches.payment();
        var faulty = Batches.payment();
        reason(faulty).put("adjustmentReasonCode", "9999");

        Batches.add(batch, fine, faulty, Batches.payment())
                .then()
                .statusCode(422)
                .body("code", equalTo("codes-invalid"))
                .body("errors.size()", equalTo(1))
                .body("errors.pointer", everyItem(startsWith("/payments/1/claimLevelInformation/0/claimLoop/0")));

        Batches.added(batch, fine);
    }

    @Test
    void what_replaces_a_payment_is_checked_as_the_payment_was() {
        var batch = Batches.opened(Batches.batch("REJECT", "S", "1754.98", 1));
        var payment = Batches.payment();
        String id = Batches.added(batch, payment).getFirst();
        reason(payment).put("adjustmentReasonCode", "9999");

        Batches.replace(batch, id, payment)
                .then()
                .statusCode(422)
                .body("code", equalTo("codes-invalid"))
                .body("errors.pointer", equalTo(List.of("/claimLevelInformation/0/claimLoop/0/loop2110/0")));
    }

    @Test
    void a_reissue_is_checked_as_it_will_be_sent() throws SQLException {
        String id = Api.issued(in("REJECT", Samples.balanced()));
        update("update payment set status = 'Voided', available_balance = 0 where payment_id = '" + id + "'");

        reissue(id, NO_NPI)
                .then()
                .statusCode(422)
                .body("code", equalTo("codes-invalid"))
                .body("errors.pointer", equalTo(List.of("")));
        reissue(id, "1134673957").then().statusCode(204);
    }

    @Test
    void what_is_found_of_a_reissue_is_shown_with_it() throws SQLException {
        String id = Api.issued(Samples.balanced());
        update("update payment set status = 'Voided', available_balance = 0 where payment_id = '" + id + "'");

        reissue(id, NO_NPI).then().statusCode(204);

        assertThat(balanceCheck(id).get("findings").findValuesAsText("code")).containsExactly("npi-invalid");
    }

    @Test
    void an_account_that_does_not_look_takes_everything_and_shows_what_there_is_to_see() {
        var check = balanceCheck(Api.issued(in("OFF", Samples.guide())));

        assertThat(check.get("findings")).hasSize(12);
    }

    private static Response reissue(String paymentId, String npi) {
        var body = Samples.JSON.createObjectNode();
        body.set("payeeDetails", ((ObjectNode) Samples.balanced().at("/payment/payeeDetails")).put("npiId", npi));
        return Api.post(Api.ACME, Api.PAYMENTS + "/" + paymentId + "/reissue", body);
    }

    private static ObjectNode in(String account, ObjectNode payment) {
        return payment.put("accountShortCode", account).put("subAccountShortCode", "S");
    }

    private static ObjectNode reason(JsonNode payment) {
        return (ObjectNode)
                payment.at("/claimLevelInformation/0/claimLoop/0/loop2110/0/serviceAdjustment/0/adjustments/0");
    }

    private static JsonNode balanceCheck(String paymentId) {
        return Api.details(Api.ACME, paymentId).get("balanceCheck");
    }

    private static List<Tuple> found(JsonNode check) {
        return StreamSupport.stream(check.get("findings").spliterator(), false)
                .map(it -> tuple(
                        it.get("code").asText(),
                        it.get("level").asText(),
                        it.path("expected").asText(),
                        it.path("actual").asText(),
                        it.get("severity").asText()))
                .toList();
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
