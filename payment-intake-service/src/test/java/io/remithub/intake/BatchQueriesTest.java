package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class BatchQueriesTest {

    private static final String BATCHES = Api.PAYMENTS + "/batch/";

    @Test
    void a_batch_shows_what_is_expected_of_it_and_what_it_has() {
        var sent = Samples.balanced();
        var details = Api.details(Api.ACME, Api.issued(sent));
        String id = details.get("batchId").asText();

        Api.as(Api.ACME)
                .get(BATCHES + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("batchId", equalTo(id))
                .body("tenantId", equalTo(details.get("tenantId").asText()))
                .body("clientRequestId", equalTo(sent.get("clientRequestId").asText()))
                .body("accountShortCode", equalTo("ACCT1"))
                .body("subAccountShortCode", equalTo("SUBACCT1"))
                .body("expectedBatchTotal", equalTo(1754.98f))
                .body("expectedNumberOfPayments", equalTo(1))
                .body("currentBatchTotal", equalTo(1754.98f))
                .body("currentNumberOfPayments", equalTo(1))
                .body("controlTotals", equalTo("MATCH"))
                .body("revision", equalTo(1));
    }

    @Test
    void the_details_of_a_batch_show_its_payments_and_lead_to_the_others() {
        String paymentId = Api.issued(Samples.balanced());
        String id = Api.details(Api.ACME, paymentId).get("batchId").asText();

        var details = Samples.json(Api.as(Api.ACME)
                .get(BATCHES + id + "/details")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(details.get("batchId").asText()).isEqualTo(id);
        assertThat(details.get("single").asBoolean()).isTrue();
        assertThat(details.get("createdBy").asText()).isEqualTo("local-acme");
        assertThat(details.get("rejectedCommands")).isEmpty();
        assertThat(details.at("/payments/data").findValuesAsText("paymentId")).containsExactly(paymentId);
        Api.as(Api.ACME)
                .get(details.get("paymentsLink").asText())
                .then()
                .statusCode(200)
                .body("data.paymentId", equalTo(List.of(paymentId)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch/{batchId}", "batch/{batchId}/details", "{paymentId}", "{paymentId}/details"})
    void whoever_has_the_newest_version_is_told_so_and_no_more(String path) {
        String paymentId = Api.issued(Samples.balanced());
        String batchId = Api.details(Api.ACME, paymentId).get("batchId").asText();
        String at = Api.PAYMENTS + "/" + path.replace("{batchId}", batchId).replace("{paymentId}", paymentId);
        String tag = Api.as(Api.ACME).get(at).then().statusCode(200).extract().header("ETag");

        Api.as(Api.ACME)
                .header("If-None-Match", "\"other\", " + tag)
                .get(at)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .body(emptyString());
        Api.as(Api.ACME).header("If-None-Match", "\"other\"").get(at).then().statusCode(200);
    }

    @Test
    void another_tenants_batch_is_not_found() {
        String id = Api.details(Api.ACME, Api.issued(Samples.balanced()))
                .get("batchId")
                .asText();

        Api.as(Api.GLOBEX).get(BATCHES + id).then().statusCode(404);
        Api.as(Api.GLOBEX).get(BATCHES + id + "/details").then().statusCode(404);
        Api.as(Api.ACME).get(BATCHES + "0".repeat(32)).then().statusCode(404);
    }
}
