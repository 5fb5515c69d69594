package io.remithub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;

/** Batches as a payer works with them: acme's, unless another key is given. */
final class Batches {

    static final String BATCHES = Api.PAYMENTS + "/batch";

    private Batches() {}

    /** Held accounts wait for a release. */
    static ObjectNode heldBatch(String total, int payments) {
        return batch("ACCT2", "SUBACCT2", total, payments);
    }

    static ObjectNode batch(String account, String subAccount, String total, int payments) {
        return Samples.JSON
                .createObjectNode()
                .put("clientRequestId", "REQ-" + Samples.unique())
                .put("accountShortCode", account)
                .put("subAccountShortCode", subAccount)
                .put("totalAmount", new BigDecimal(total))
                .put("numberOfPayments", payments);
    }

    static String opened(ObjectNode batch) {
        return Api.post(Api.ACME, BATCHES, batch)
                .then()
                .statusCode(201)
                .extract()
                .path("batchId");
    }

    /** One payment under a reference of its own. */
    static ObjectNode payment() {
        return (ObjectNode) Samples.balanced().get("payment");
    }

    static ObjectNode payments(JsonNode... payments) {
        var body = Samples.JSON.createObjectNode();
        body.putArray("payments").addAll(List.of(payments));
        return body;
    }

    static Response add(String batchId, JsonNode... payments) {
        return Api.post(Api.ACME, path(batchId, "/add"), payments(payments));
    }

    static List<String> added(String batchId, JsonNode... payments) {
        return add(batchId, payments).then().statusCode(200).extract().path("payments.paymentId");
    }

    static Response bare(String batchId, String operation) {
        return Api.as(Api.ACME).post(path(batchId, operation));
    }

    static Response release(String batchId, String name) {
        return Api.post(Api.ACME, path(batchId, "/release"), releaseOf(name));
    }

    static ObjectNode releaseOf(String name) {
        return Samples.JSON.createObjectNode().put("batchId", name).put("releasedBy", "jane.roe@acme.example");
    }

    static Response releasePartial(String batchId, List<String> payments) {
        var body = Samples.JSON.createObjectNode().put("releasedBy", "jane.roe@acme.example");
        payments.forEach(body.putArray("paymentIds")::add);
        return Api.post(Api.ACME, path(batchId, "/release-partial"), body);
    }

    static Response amend(String batchId, JsonNode body) {
        return Api.as(Api.ACME)
                .contentType(ContentType.JSON)
                .body(body.toString())
                .patch(path(batchId, ""));
    }

    static Response replace(String batchId, String paymentId, JsonNode payment) {
        return Api.as(Api.ACME)
                .contentType(ContentType.JSON)
                .body(payment.toString())
                .put(path(batchId, "/payments/" + paymentId));
    }

    static Response remove(String batchId, String paymentId) {
        return Api.as(Api.ACME).delete(path(batchId, "/payments/" + paymentId));
    }

    static String path(String batchId, String operation) {
        return BATCHES + "/" + batchId + operation;
    }
}
