package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ClaimsTest {

    @Test
    void registering_again_answers_the_same_keys() {
        var claims = Samples.claims();

        List<String> first = Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(200)
                .extract()
                .path("claims.claimKey");
        List<String> second = Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(200)
                .extract()
                .path("claims.claimKey");

        assertThat(first).hasSize(2).doesNotHaveDuplicates().allMatch(it -> it.matches("[0-9a-f]{64}"));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_claim_that_comes_twice_in_one_request_counts_as_it_stands_last() {
        var claims = Samples.claims();
        claims.withArray("claims").add(claims.at("/claims/0").deepCopy());

        List<String> keys = Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(200)
                .extract()
                .path("claims.claimKey");

        assertThat(keys).hasSize(3);
        assertThat(keys.getLast()).isEqualTo(keys.getFirst());
    }

    @Test
    void another_tenants_claim_has_another_key() {
        var claims = Samples.claims();

        String acme = Api.post(Api.ACME, Api.CLAIMS, claims).then().extract().path("claims[0].claimKey");
        String globex =
                Api.post(Api.GLOBEX, Api.CLAIMS, claims).then().extract().path("claims[0].claimKey");

        assertThat(acme).isNotEqualTo(globex);
    }

    @Test
    void every_faulty_registration_is_reported_and_none_is_taken() {
        var claims = Samples.claims();
        ((ObjectNode) claims.at("/claims/0")).put("admitDate", "yesterday").remove("patient");
        ((ObjectNode) claims.at("/claims/1/billingProvider")).put("npi", "12");
        ((ObjectNode) claims.at("/claims/1/ehr")).put("patientId", "1235").put("charges", 5);

        Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"))
                .body(
                        "errors.pointer",
                        hasItems(
                                "/claims/0/admitDate",
                                "/claims/0/patient",
                                "/claims/1/billingProvider/npi",
                                "/claims/1/ehr/patientId",
                                "/claims/1/ehr/charges"))
                .body("errors.size()", equalTo(5));
    }

    @Test
    void every_registration_that_does_not_fit_beside_its_claim_is_named_and_none_is_taken() {
        var claims = Samples.claims();
        var charges = ((ObjectNode) claims.at("/claims/1/ehr")).putObject("charges");
        IntStream.range(1, 7_000).forEach(line -> charges.put(Integer.toString(line), "c".repeat(80)));

        Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(422)
                .body("code", equalTo("claim-too-large"))
                .body("errors.pointer", equalTo(List.of("/claims/1")));
    }
}
