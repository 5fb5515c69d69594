package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.schemas.Topic;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class BatchesTest {

    @Inject
    DataSource database;

    @Test
    void a_batch_is_opened_filled_started_and_released_and_each_step_is_one_event() throws Exception {
        var batch = Batches.heldBatch("3509.96", 2);
        var opened = Api.post(Api.ACME, Batches.BATCHES, batch)
                .then()
                .statusCode(201)
                .extract();
        String id = opened.path("batchId");
        assertThat(opened.header("Location")).endsWith("/api/v1/payments/batch/" + id);

        var first = Batches.payment();
        var answer =
                Batches.add(id, first, Batches.payment()).then().statusCode(200).extract();
        Batches.bare(id, "/start").then().statusCode(204);
        Batches.release(id, id).then().statusCode(204);

        assertThat(answer.<String>path("paymentId")).isEqualTo(answer.path("payments[0].paymentId"));
        assertThat(answer.<String>path("payments[0].issuerReferenceId"))
                .isEqualTo(first.at("/paymentDetails/issuerReferenceId").asText());
        assertThat(answer.<String>path("payments[1].status")).isEqualTo("Created");
        var records = Streams.await(Topic.PAYMENTS_INTAKE, id, 5);
        assertThat(records)
                .extracting(it -> Streams.header(it, "ce_sequence"))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(Streams.decode(records.get(0), BatchOpened.class).getBatch().getExpectedTotal())
                .isEqualTo(350_996);
        var accepted = Streams.decode(records.get(1), PaymentAccepted.class);
        assertThat(accepted.getStart()).isFalse();
        assertThat(accepted.getBatch().getSingle()).isFalse();
        var start = Streams.decode(records.get(3), BatchStartRequested.class);
        assertThat(start.getCurrentPayments()).isEqualTo(2);
        assertThat(start.getCurrentTotal()).isEqualTo(350_996);
        var release = Streams.decode(records.get(4), BatchReleaseRequested.class);
        assertThat(release.getPaymentIds()).isNull();
        assertThat(release.getRequestedBy()).isEqualTo("local-acme");
    }

    @Test
    void what_was_added_can_be_read_like_any_payment() {
        String id = Batches.opened(Batches.heldBatch("1754.98", 1));
        var payment = Batches.payment();
        String paymentId = Batches.added(id, payment).getFirst();

        var details = Api.details(Api.ACME_PHI, paymentId);

        assertThat(details.get("batchId").asText()).isEqualTo(id);
        assertThat(details.get("remittance")).isEqualTo(payment);
    }

    @Test
    void a_release_without_a_body_never_releases() throws SQLException {
        String id = filled();
        Batches.bare(id, "/release").then().statusCode(204);
        assertThat(shown(id)).isEqualTo("Held");

        Batches.bare(id, "/release").then().statusCode(204);
        Api.post(Api.ACME, Batches.path(id, "/release"), " \n").then().statusCode(204);

        assertThat(shown(id)).isEqualTo("Held");
        assertThat(commands(id)).containsExactly("BatchStartRequested");
    }

    @Test
    void an_empty_object_is_a_body_with_faults() {
        Api.post(Api.ACME, Batches.path(filled(), "/release"), "{}")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/batchId", "/releasedBy")));
    }

    @Test
    void a_batch_that_was_never_started_is_not_released() {
        String id = filled();

        Batches.release(id, id).then().statusCode(409).body("code", equalTo("not-started"));
    }

    @Test
    void released_again_nothing_happens() throws SQLException {
        String id = released();

        Batches.release(id, id).then().statusCode(204);
        Batches.bare(id, "/start").then().statusCode(204);

        assertThat(commands(id)).containsExactly("BatchStartRequested", "BatchReleaseRequested");
    }

    @Test
    void a_release_names_its_batch_by_id_or_by_client_request_id() {
        var batch = Batches.heldBatch("1754.98", 1);
        String id = Batches.opened(batch);
        String other = Batches.opened(Batches.heldBatch("1", 1));
        Batches.added(id, Batches.payment());
        Batches.bare(id, "/start").then().statusCode(204);

        Batches.release(id, other).then().statusCode(400).body("errors.pointer", equalTo(List.of("/batchId")));
        Batches.release(id, "nothing").then().statusCode(404).body("errors.pointer", equalTo(List.of("/batchId")));
        Batches.release("0".repeat(32), id).then().statusCode(404);
        Batches.release(id, batch.get("clientRequestId").asText()).then().statusCode(204);
    }

    @Test
    void a_payment_issued_alone_is_released_at_once_by_its_own_path() throws SQLException {
        var payment = Samples.balanced().put("accountShortCode", "ACCT2").put("subAccountShortCode", "SUBACCT2");
        var issued = Api.issue(payment).then().statusCode(201).extract();
        String paymentId = issued.path("paymentId");
        String batchId = issued.path("batchId");
        assertThat(shown(batchId)).isEqualTo("Held");

        String path = Api.PAYMENTS + "/" + paymentId + "/release";
        Api.post(Api.ACME, path, Batches.releaseOf("unknown")).then().statusCode(404);
        Api.post(Api.ACME, path, Batches.releaseOf(batchId)).then().statusCode(204);
        Api.post(Api.ACME, path, Batches.releaseOf(batchId)).then().statusCode(204);

        assertThat(commands(batchId)).containsExactly("BatchReleaseRequested");
        assertThat(Api.details(Api.ACME, paymentId).get("status").asText()).isEqualTo("Loading");
        Api.post(Api.ACME, Api.PAYMENTS + "/" + "0".repeat(32) + "/release", Batches.releaseOf(batchId))
                .then()
                .statusCode(404);
    }

    @Test
    void part_of_a_batch_is_released_and_the_rest_stays_held() throws SQLException {
        String id = Batches.opened(Batches.heldBatch("3509.96", 2));
        var payments = Batches.added(id, Batches.payment(), Batches.payment());
        Batches.releasePartial(id, payments).then().statusCode(409).body("code", equalTo("not-started"));
        Batches.bare(id, "/start").then().statusCode(204);

        Batches.releasePartial(id, List.of(payments.getFirst(), "f".repeat(32)))
                .then()
                .statusCode(404)
                .body("errors.paymentId", equalTo(List.of("f".repeat(32))));
        Batches.releasePartial(id, payments.subList(0, 1)).then().statusCode(204);
        Batches.releasePartial(id, payments.subList(0, 1)).then().statusCode(204);

        assertThat(shown(id)).isEqualTo("Processing");
        var events = Streams.await(Topic.PAYMENTS_INTAKE, id, 5);
        assertThat(Streams.decode(events.getLast(), BatchReleaseRequested.class).getPaymentIds())
                .containsExactly(payments.getFirst());
        assertThat(Api.details(Api.ACME, payments.getFirst()).get("status").asText())
                .isEqualTo("Loading");
        Batches.release(id, id).then().statusCode(204);
        assertThat(commands(id))
                .containsExactly("BatchStartRequested", "BatchReleaseRequested", "BatchReleaseRequested");
    }

    @Test
    void one_payment_of_a_larger_batch_is_released_by_itself_only_where_the_account_allows_it() throws SQLException {
        String id = Batches.opened(Batches.heldBatch("3509.96", 2));
        var payments = Batches.added(id, Batches.payment(), Batches.payment());
        Batches.bare(id, "/start").then().statusCode(204);
        String path = Api.PAYMENTS + "/" + payments.getFirst() + "/release";

        Api.post(Api.ACME, path, Batches.releaseOf(id))
                .then()
                .statusCode(409)
                .body("code", equalTo("partial-release-disabled"));
        update("update payment set hold_reasons = '{account-hold,new-payee}' where payment_id = '%s'"
                .formatted(payments.getFirst()));

        Api.post(Api.ACME, path, Batches.releaseOf(id)).then().statusCode(204);
        assertThat(Streams.decode(Streams.await(Topic.PAYMENTS_INTAKE, id, 5).getLast(), BatchReleaseRequested.class)
                        .getPaymentIds())
                .containsExactly(payments.getFirst());
    }

    @Test
    void control_totals_must_agree_at_start_and_are_never_exceeded() {
        String id = Batches.opened(Batches.heldBatch("1754.99", 2));
        Batches.bare(id, "/start").then().statusCode(409).body("code", equalTo("batch-empty"));
        Batches.added(id, Batches.payment());

        Batches.bare(id, "/start")
                .then()
                .statusCode(409)
                .body("code", equalTo("control-totals-mismatch"))
                .body("expectedBatchTotal", equalTo(1754.99f))
                .body("expectedNumberOfPayments", equalTo(2))
                .body("currentBatchTotal", equalTo(1754.98f))
                .body("currentNumberOfPayments", equalTo(1));
        Batches.add(id, Batches.payment())
                .then()
                .statusCode(409)
                .body("code", equalTo("control-totals-mismatch"))
                .body("addedTotal", equalTo(1754.98f))
                .body("addedNumberOfPayments", equalTo(1));
        Batches.amend(id, Samples.json("{\"totalAmount\": 1, \"numberOfPayments\": 1}"))
                .then()
                .statusCode(409);
        Batches.amend(id, Samples.json("{\"totalAmount\": 1754.98}")).then().statusCode(400);
        Batches.amend(id, Samples.json("{\"totalAmount\": 1754.98, \"numberOfPayments\": 1, \"modifiedBy\": \"Jo\"}"))
                .then()
                .statusCode(204);
        Batches.bare(id, "/start").then().statusCode(204);
    }

    @Test
    void a_cancelled_batch_takes_nothing_more() throws SQLException {
        String id = filled();

        Batches.bare(id, "/cancel").then().statusCode(204);
        Api.post(Api.ACME, Batches.path(id, "/cancel"), "{\"cancelledBy\": \"Jo\"}")
                .then()
                .statusCode(204);

        assertThat(shown(id)).isEqualTo("Cancelled");
        Batches.add(id, Batches.payment()).then().statusCode(409).body("code", equalTo("batch-not-open"));
        Batches.bare(id, "/start").then().statusCode(409).body("code", equalTo("batch-not-open"));
        Batches.release(id, id).then().statusCode(409).body("code", equalTo("not-held"));
        assertThat(commands(id)).containsExactly("BatchCancelRequested");
    }

    @Test
    void a_released_batch_is_not_cancelled() {
        Batches.bare(released(), "/cancel").then().statusCode(409).body("code", equalTo("batch-not-open"));
    }

    @Test
    void a_payment_is_replaced_under_its_reference_and_the_totals_follow() throws SQLException {
        String id = Batches.opened(Batches.heldBatch("1754.98", 1));
        var payment = Batches.payment();
        String paymentId = Batches.added(id, payment).getFirst();
        var details = (com.fasterxml.jackson.databind.node.ObjectNode) payment.get("paymentDetails");
        details.put("amount", 1000.5);

        Batches.replace(id, paymentId, payment).then().statusCode(204);

        assertThat(row("select current_total from payment_batch where batch_id = ?", id))
                .isEqualTo("100050");
        assertThat(Api.details(Api.ACME, paymentId).get("amount").toString()).isEqualTo("1000.50");
        details.put("amount", 1754.99);
        Batches.replace(id, paymentId, payment).then().statusCode(409).body("code", equalTo("control-totals-mismatch"));
        details.put("amount", 1).put("issuerReferenceId", "another");
        Batches.replace(id, paymentId, payment).then().statusCode(400);
        Batches.replace(id, "0".repeat(32), payment).then().statusCode(404);
    }

    @Test
    void a_removed_payment_leaves_the_totals_and_keeps_its_reference() throws SQLException {
        String id = Batches.opened(Batches.heldBatch("3509.96", 2));
        var payment = Batches.payment();
        var payments = Batches.added(id, payment, Batches.payment());

        Batches.remove(id, payments.getFirst()).then().statusCode(204);
        Batches.remove(id, payments.getFirst()).then().statusCode(204);

        assertThat(row("select current_total || '/' || current_payments from payment_batch where batch_id = ?", id))
                .isEqualTo("175498/1");
        assertThat(Api.details(Api.ACME, payments.getFirst()).get("status").asText())
                .isEqualTo("Cancelled");
        Batches.add(id, payment).then().statusCode(409).body("code", equalTo("duplicate-issuer-reference-id"));
        Batches.replace(id, payments.getFirst(), payment)
                .then()
                .statusCode(409)
                .body("code", equalTo("payment-not-open"));
        assertThat(commands(id)).containsExactly("PaymentRemoved");
    }

    @Test
    void every_faulty_payment_of_an_add_is_reported_and_nothing_is_added() throws SQLException {
        String id = Batches.opened(Batches.heldBatch("9999", 9));
        var first = Batches.payment();
        ((com.fasterxml.jackson.databind.node.ObjectNode) first.get("paymentDetails")).put("amount", "1.234");
        var third = Batches.payment();
        third.remove("payeeDetails");

        var answer = Api.post(
                Api.ACME,
                Batches.path(id, "/add"),
                "{\"payments\": [%s, %s, %s, 7, null, {\"a\": 1, \"a\": 2}]}"
                        .formatted(first, Batches.payment(), third));

        answer.then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        equalTo(List.of(
                                "/payments/0/paymentDetails/amount",
                                "/payments/2/payeeDetails",
                                "/payments/3",
                                "/payments/4",
                                "/payments/5/a")));
        assertThat(row("select count(*) from payment where batch_id = ?", id)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"payments\": []}",
                "{\"payments\": {}}",
                "{\"payments\": null}",
                "{\"payments\": [",
                "{\"payments\": [{}]} x",
                "{\"payments\": [NaN]}",
                "{\"payments\": [{}], \"payments\": []}"
            })
    void what_is_no_add_is_refused_with_its_faults(String body) {
        String id = Batches.opened(Batches.heldBatch("9999", 9));

        Api.post(Api.ACME, Batches.path(id, "/add"), body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.size()", org.hamcrest.Matchers.greaterThan(0));
    }

    @Test
    void of_many_faults_a_thousand_are_listed_and_the_others_counted() {
        String id = Batches.opened(Batches.heldBatch("9999", 9));
        String items = IntStream.range(0, 1_017).mapToObj(_ -> "1").collect(Collectors.joining(","));

        var errors = Api.post(Api.ACME, Batches.path(id, "/add"), "{\"payments\": [" + items + "]}")
                .then()
                .statusCode(400)
                .extract()
                .jsonPath();

        assertThat(errors.getList("errors")).hasSize(1_001);
        assertThat(errors.getString("errors[1000].message")).isEqualTo("and 17 more faults");
    }

    @Test
    void references_that_are_taken_are_each_named() {
        String id = Batches.opened(Batches.heldBatch("9999999", 99));
        var known = Batches.payment();
        String knownId = Batches.added(id, known).getFirst();
        var twice = Batches.payment();

        Batches.add(id, Batches.payment(), twice, known, twice)
                .then()
                .statusCode(409)
                .body("code", equalTo("duplicate-issuer-reference-id"))
                .body("batchId", equalTo(id))
                .body("paymentId", equalTo(knownId))
                .body(
                        "errors.pointer",
                        equalTo(List.of(
                                "/payments/2/paymentDetails/issuerReferenceId",
                                "/payments/3/paymentDetails/issuerReferenceId")))
                .body("errors[0].paymentId", equalTo(knownId));
    }

    @Test
    void added_payments_that_no_event_carries_are_each_named() {
        String id = Batches.opened(Batches.heldBatch("9999999", 99));

        Batches.add(id, Batches.payment(), tooLarge(), Batches.payment(), tooLarge())
                .then()
                .statusCode(422)
                .body("code", equalTo("payment-too-large"))
                .body("errors.pointer", equalTo(List.of("/payments/1", "/payments/3")));
    }

    /** By one claim: with its registration beside it, no event would carry it to the clearinghouse. */
    private static ObjectNode tooLarge() {
        var payment = Batches.payment();
        ((ObjectNode) payment.at("/claimLevelInformation/0/claimLoop/0/involvedEntitiesInfo/0"))
                .put("lastName", "x".repeat(500_000));
        return payment;
    }

    @Test
    void of_fifty_identical_batches_at_once_one_is_opened() throws Exception {
        var batch = Batches.heldBatch("1", 1);

        var answers = atOnce(() -> Api.post(Api.ACME, Batches.BATCHES, batch));

        assertThat(answers.stream().map(it -> it.<String>path("batchId")).distinct())
                .hasSize(1);
        assertThat(statuses(answers)).containsOnly(java.util.Map.entry(201, 1L), java.util.Map.entry(409, 49L));
        String id = answers.getFirst().path("batchId");
        assertThat(row("select last from outbox_sequence where subject = ?", id))
                .isEqualTo("1");
    }

    @Test
    void of_fifty_identical_adds_at_once_one_is_taken_and_the_others_are_told_which() throws Exception {
        String id = Batches.opened(Batches.heldBatch("1754.98", 1));
        var payment = Batches.payment();

        var answers = atOnce(() -> Batches.add(id, payment));

        assertThat(statuses(answers)).containsOnly(java.util.Map.entry(200, 1L), java.util.Map.entry(409, 49L));
        assertThat(answers.stream().map(it -> it.<String>path("paymentId")).distinct())
                .hasSize(1);
        assertThat(row("select last from outbox_sequence where subject = ?", id))
                .isEqualTo("2");
        assertThat(row("select current_payments from payment_batch where batch_id = ?", id))
                .isEqualTo("1");
    }

    @Test
    void with_dual_control_whoever_created_a_batch_or_added_to_it_does_not_release_it() throws SQLException {
        update("insert into account (account_id, tenant_id, short_code, sub_short_code, hold, dual_control)"
                + " select gen_random_uuid(), tenant_id, 'DUAL', 'D', true, true from tenant where name = 'acme'"
                + " on conflict do nothing");
        update("insert into api_key (key_id, tenant_id, hash, scopes) select 'releaser', tenant_id,"
                + " encode(sha256('releaser-key'), 'hex'), '{payments:release}' from tenant where name = 'acme'"
                + " on conflict do nothing");
        String id = Batches.opened(Batches.batch("DUAL", "D", "1754.98", 1));
        Api.post(Api.ACME_PHI, Batches.path(id, "/add"), Batches.payments(Batches.payment()))
                .then()
                .statusCode(200);
        Batches.bare(id, "/start").then().statusCode(204);

        for (String key : List.of(Api.ACME, Api.ACME_PHI)) {
            Api.post(key, Batches.path(id, "/release"), Batches.releaseOf(id))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("dual-control"));
        }
        Api.post("releaser-key", Batches.path(id, "/release"), Batches.releaseOf(id))
                .then()
                .statusCode(204);

        assertThat(row("select released_by_key from payment_batch where batch_id = ?", id))
                .isEqualTo("releaser");
        assertThat(row("select c.person::text from payer_command c where person is not null and batch_id = ?", id))
                .startsWith("\\x")
                .doesNotContain("jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/issue/v1/payments//batch/%s//start", "/api/v1//payments//batch/%s/release"})
    void both_base_paths_and_repeated_slashes_lead_to_the_same(String path) throws SQLException {
        String id = filled();

        Api.as(Api.ACME).post(path.formatted(id)).then().statusCode(204);

        assertThat(shown(id)).isEqualTo("Held");
    }

    @Test
    void another_tenants_batch_is_not_found() {
        String id = filled();

        Api.as(Api.GLOBEX).post(Batches.path(id, "/start")).then().statusCode(404);
        Api.post(Api.GLOBEX, Batches.path(id, "/add"), Batches.payments(Batches.payment()))
                .then()
                .statusCode(404);
    }

    @Test
    void the_guides_walk_through() throws SQLException {
        var batch = Batches.heldBatch("1754.98", 1);
        String id = Api.post(Api.GLOBEX, Batches.BATCHES, batch)
                .then()
                .statusCode(201)
                .extract()
                .path("batchId");

        Api.post(Api.GLOBEX, "/api/v1/payments/batch/" + id + "/add", Samples.read("add-payments.json"))
                .then()
                .statusCode(200);
        Api.as(Api.GLOBEX)
                .post("/api/v1/payments//batch/" + id + "/release")
                .then()
                .statusCode(204);
        assertThat(shown(id)).isEqualTo("Held");
        Api.post(
                        Api.GLOBEX,
                        "/api/v1/payments//batch/" + id + "/release",
                        Batches.releaseOf(batch.get("clientRequestId").asText()))
                .then()
                .statusCode(204);

        assertThat(shown(id)).isEqualTo("Processing");
        assertThat(commands(id)).containsExactly("BatchStartRequested", "BatchReleaseRequested");
    }

    private static String filled() {
        String id = Batches.opened(Batches.heldBatch("1754.98", 1));
        Batches.added(id, Batches.payment());
        return id;
    }

    private static String released() {
        String id = filled();
        Batches.bare(id, "/start").then().statusCode(204);
        Batches.release(id, id).then().statusCode(204);
        return id;
    }

    private static List<Response> atOnce(Callable<Response> request) throws InterruptedException {
        try (ExecutorService payers = Executors.newFixedThreadPool(50)) {
            return payers
                    .invokeAll(IntStream.range(0, 50).mapToObj(_ -> request).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static java.util.Map<Integer, Long> statuses(List<Response> answers) {
        return answers.stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
    }

    private String shown(String batchId) throws SQLException {
        return row("select coalesce(asked_status, status) from payment_batch where batch_id = ?", batchId);
    }

    private List<String> commands(String batchId) throws SQLException {
        String types =
                row("select string_agg(command_type, ' ' order by at) from payer_command where batch_id = ?", batchId);
        return List.of(types.split(" "));
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

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
