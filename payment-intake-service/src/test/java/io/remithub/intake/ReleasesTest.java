package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is held goes out when it is asked for, and nothing else does. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ReleasesTest {

    private static final String REMITTED = "1754.98";

    @Inject
    DataSource database;

    @Test
    void what_a_rule_holds_is_released_after_the_rule_is_gone() throws SQLException {
        var payer = new Payer();
        payer.rule();
        for (String way : List.of("/release", "/release-partial", "alone")) {
            String batch = payer.started();
            String payment = heldByRule(batch);
            payer.noRule();

            payer.release(way, batch, payment);

            assertThat(commands(batch)).as(way).isEqualTo("BatchStartRequested BatchReleaseRequested");
            payer.rule();
        }
    }

    @Test
    void a_batch_is_held_as_it_was_opened_though_its_account_holds_nothing_any_more() throws SQLException {
        var payer = new Payer();
        payer.hold();
        String batch = payer.filled();
        payer.noRule();

        payer.start(batch);
        payer.release("/release", batch, "");

        assertThat(commands(batch)).isEqualTo("BatchStartRequested BatchReleaseRequested");
    }

    @Test
    void what_its_rule_may_yet_hold_is_released_after_the_rule_is_gone() throws SQLException {
        var payer = new Payer();
        payer.rule();
        for (String way : List.of("/release", "/release-partial", "alone")) {
            String batch = payer.started();
            payer.noRule();

            payer.release(way, batch, payment(batch));

            assertThat(commands(batch)).as(way).isEqualTo("BatchStartRequested BatchReleaseRequested");
            payer.rule();
        }
    }

    @Test
    void a_batch_that_was_opened_before_its_account_held_anything_cannot_be_cancelled_once_it_is_started()
            throws SQLException {
        var payer = new Payer();
        String batch = payer.filled();
        payer.hold();

        payer.start(batch);

        payer.cancel(batch).then().statusCode(409).body("code", equalTo("batch-not-open"));
        assertThat(commands(batch)).isEqualTo("BatchStartRequested");
    }

    @Test
    void a_payment_issued_alone_does_not_take_along_what_was_put_beside_it() throws SQLException {
        var request = Samples.balanced().put("accountShortCode", "ACCT2").put("subAccountShortCode", "SUBACCT2");
        var issued = Api.issue(request).then().statusCode(201).extract();
        String batch = issued.path("batchId");
        String payment = issued.path("paymentId");
        Batches.amend(batch, Samples.json("{\"totalAmount\": 3509.96, \"numberOfPayments\": 2}"))
                .then()
                .statusCode(204);
        Batches.added(batch, Batches.payment());

        Api.post(Api.ACME, Api.PAYMENTS + "/" + payment + "/release", Batches.releaseOf(batch))
                .then()
                .statusCode(409)
                .body("code", equalTo("partial-release-disabled"));

        assertThat(commands(batch)).isEqualTo("BatchAmended");
        Api.issue(request).then().statusCode(409).body("paymentId", equalTo(payment));
    }

    @Test
    void every_command_is_on_record_with_who_gave_it() {
        String batch = Batches.opened(Batches.heldBatch("5264.94", 3));
        var payments = Batches.added(batch, Batches.payment(), Batches.payment(), Batches.payment());
        String last = payments.getLast();
        Batches.remove(batch, last).then().statusCode(204);
        Batches.amend(batch, Samples.json("{\"totalAmount\": 3509.96, \"numberOfPayments\": 2}"))
                .then()
                .statusCode(204);
        Batches.bare(batch, "/start").then().statusCode(204);
        Batches.releasePartial(batch, payments.subList(0, 1)).then().statusCode(204);
        Batches.release(batch, batch).then().statusCode(204);
        Batches.release(batch, batch).then().statusCode(204);

        assertThat(recorded(batch)).containsExactly("batch.amend", "batch.start", "batch.release", "batch.release");
        assertThat(recorded(last)).containsExactly("payment.remove");
    }

    private static List<String> recorded(String subject) {
        String lines = Admin.as("admin").get("/audit?subject=" + subject).asString();
        assertThat(lines).doesNotContain("jane.roe");
        return lines.lines()
                .map(Samples::json)
                .filter(line -> line.get("actor").asText().equals("local-acme"))
                .map(line -> line.get("action").asText())
                .toList();
    }

    /** Of a tenant with an account of its own. */
    private static final class Payer {
        private final String account;
        private final String key;
        private int revision = 1;

        Payer() {
            String tenant = Admin.tenant();
            account = Admin.account(tenant, "RULED");
            key = Admin.key(tenant, Admin.newKey("payer", "payments:write", "payments:release", "payments:read"))
                    .get("key")
                    .asText();
        }

        void rule() {
            var policy = Admin.policy();
            policy.putArray("holdRules")
                    .addObject()
                    .put("code", "amount-over-limit")
                    .putObject("settings")
                    .put("limit", 10_000);
            change(policy);
        }

        void noRule() {
            change(Admin.policy());
        }

        /** The account's own. */
        void hold() {
            change(Admin.policy().put("hold", true));
        }

        private void change(com.fasterxml.jackson.databind.node.ObjectNode policy) {
            Admin.change(account, Integer.toString(revision++), policy).then().statusCode(200);
        }

        String started() {
            String batch = filled();
            start(batch);
            return batch;
        }

        String filled() {
            String batch = Api.post(key, Batches.BATCHES, Batches.batch("RULED", "SUB", REMITTED, 1))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("batchId");
            Api.post(key, Batches.path(batch, "/add"), Batches.payments(Batches.payment()))
                    .then()
                    .statusCode(200);
            return batch;
        }

        void start(String batch) {
            Api.as(key).post(Batches.path(batch, "/start")).then().statusCode(204);
        }

        Response cancel(String batch) {
            return Api.as(key).post(Batches.path(batch, "/cancel"));
        }

        void release(String way, String batch, String payment) {
            var body = Batches.releaseOf(batch);
            if (way.equals("/release-partial")) {
                body.remove("batchId");
                body.putArray("paymentIds").add(payment);
            }
            String path = way.equals("alone") ? Api.PAYMENTS + "/" + payment + "/release" : Batches.path(batch, way);
            Api.post(key, path, body).then().statusCode(204);
        }
    }

    /** As the orchestrator says of it. */
    private String heldByRule(String batch) throws SQLException {
        return row(
                "update payment set status = 'Held', hold_reasons = '{amount-over-limit}' where batch_id = ?"
                        + " returning payment_id",
                batch);
    }

    private String payment(String batch) throws SQLException {
        return row("select payment_id from payment where batch_id = ?", batch);
    }

    private String commands(String batch) throws SQLException {
        return row("select string_agg(command_type, ' ' order by at) from payer_command where batch_id = ?", batch);
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
