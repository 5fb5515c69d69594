package io.remithub.intake;

import static io.remithub.embedded.HubTestResource.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what identifies patients, and what is left of that. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class PatientsSeenTest {

    private static final String PATIENT =
            "/remittance/claimLevelInformation/0/claimLoop/0/involvedEntitiesInfo/0/lastName";
    private static final String WHY = "Ticket 4711: the practice disputes claim 1";

    @Test
    void a_key_that_may_see_patients_sees_them_and_the_look_is_on_record_first() {
        String id = Api.issued(Samples.guide());

        var details = Api.details(Api.ACME_PHI, id);

        assertThat(details.at(PATIENT).asText()).isEqualTo("Shephard");
        var looks = looks(id);
        assertThat(looks).hasSize(1);
        assertThat(looks.getFirst().get("actor").asText()).isEqualTo("local-acme-phi");
        assertThat(looks.getFirst().get("tenant")).isEqualTo(details.get("tenantId"));
        assertThat(looks.getFirst().get("at").asText()).startsWith("20");
        assertThat(looks.getFirst().get("evidence").asText()).isEqualTo("issuance 1, revision 1");
    }

    @Test
    void a_key_that_may_not_sees_masks_and_leaves_nothing_on_record() {
        String id = Api.issued(Samples.guide());

        assertThat(Api.details(Api.ACME, id).at(PATIENT).asText()).isEqualTo("***");

        assertThat(looks(id)).isEmpty();
    }

    @Test
    void who_has_seen_this_version_already_is_told_so_and_has_not_looked_again() {
        String id = Api.issued(Samples.guide());
        Api.details(Api.ACME_PHI, id);

        Api.as(Api.ACME_PHI)
                .header("If-None-Match", "\"1\"")
                .get(Api.PAYMENTS + "/" + id + "/details")
                .then()
                .statusCode(304);

        assertThat(looks(id)).hasSize(1);
    }

    @Test
    void an_operator_who_may_sees_any_tenants_patients_for_a_stated_reason_that_is_on_record() {
        String id = Api.issued(Samples.guide());

        var seen = see("phi", id, WHY)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString();

        assertThat(Samples.json(seen).at(PATIENT).asText()).isEqualTo("Shephard");
        var look = looks(id).getFirst();
        assertThat(look.get("note").asText()).isEqualTo(WHY);
        assertThat(look.get("actor").asText()).isNotEmpty().isNotEqualTo("local-acme-phi");
        assertThat(look.toString()).doesNotContain("Shephard", "7722337", "786532990");
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "admin"})
    void any_other_operator_sees_masks(String role) {
        String id = Api.issued(Samples.guide());

        var details = given().header("Authorization", bearer(role))
                .get("/payments/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(Samples.json(details).at(PATIENT).asText()).isEqualTo("***");
        assertThat(details).doesNotContain("Shephard", "7722337", "786532990");
        see(role, id, WHY).then().statusCode(403).body("code", equalTo("forbidden"));
        assertThat(looks(id)).isEmpty();
    }

    @Test
    void without_a_reason_nothing_is_seen() {
        String id = Api.issued(Samples.guide());

        for (var reason : List.of("", "   ", "x".repeat(501))) {
            see("phi", id, reason).then().statusCode(400).body("errors.pointer", equalTo(List.of("/reason")));
        }

        assertThat(looks(id)).isEmpty();
    }

    @Test
    void nobody_without_a_token_sees_anything_and_what_is_not_there_is_not_found() {
        String id = Api.issued(Samples.guide());

        given().get("/payments/" + id).then().statusCode(401);
        Api.as(Api.ACME_PHI).get("/payments/" + id).then().statusCode(401);
        see("nobody", id, WHY).then().statusCode(403);
        see("phi", "0".repeat(32), WHY).then().statusCode(404);
    }

    private static Response see(String who, String paymentId, String reason) {
        return given().header("Authorization", bearer(who))
                .contentType(ContentType.JSON)
                .body(Samples.JSON.createObjectNode().put("reason", reason).toString())
                .post("/payments/" + paymentId + "/unmasked");
    }

    private static List<JsonNode> looks(String paymentId) {
        return given().header("Authorization", bearer("admin"))
                .get("/audit?subject=" + paymentId)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .<JsonNode>map(Samples::json)
                .filter(entry -> entry.get("action").asText().equals("payment.unmask"))
                .toList();
    }
}
