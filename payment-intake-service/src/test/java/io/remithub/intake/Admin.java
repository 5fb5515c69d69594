package io.remithub.intake;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.embedded.HubTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Administration, as an operator with the role works with it. */
final class Admin {

    static final String TENANTS = "/admin/tenants";

    private Admin() {}

    static RequestSpecification as(String person) {
        return given().header("Authorization", HubTestResource.bearer(person));
    }

    static RequestSpecification asAdmin() {
        return given().header("Admin-Key", HubTestResource.ADMIN_KEY);
    }

    static Response post(String path, JsonNode body) {
        return asAdmin().contentType(ContentType.JSON).body(body.toString()).post(path);
    }

    static ObjectNode body() {
        return Samples.JSON.createObjectNode().put("reason", "asked for by the payer");
    }

    /** Its path. */
    static String tenant() {
        return created(TENANTS, body().put("name", "tenant " + Samples.unique()));
    }

    /** Its path. */
    static String account(String tenant, String code) {
        return created(
                tenant + "/accounts", body().put("accountShortCode", code).put("subAccountShortCode", "SUB"));
    }

    static ObjectNode newKey(String label, String... scopes) {
        var body = body().put("label", label);
        var list = body.putArray("scopes");
        for (String scope : scopes) {
            list.add(scope);
        }
        return body;
    }

    /** As it is shown once. */
    static ObjectNode key(String tenant, ObjectNode key) {
        return Samples.json(
                post(tenant + "/keys", key).then().statusCode(201).extract().asString());
    }

    static ObjectNode policy() {
        var policy = Samples.JSON
                .createObjectNode()
                .put("hold", false)
                .put("balancePolicy", "WARN")
                .put("controlTotals", "ENFORCE")
                .put("postWhen", "CLAIM_FINAL")
                .put("dualControl", false)
                .put("autoPost", "AUTO")
                .put("partialRelease", false);
        policy.putArray("holdRules");
        return policy;
    }

    static Response change(String account, String revision, ObjectNode policy) {
        return asAdmin()
                .header("If-Match", "\"" + revision + "\"")
                .contentType(ContentType.JSON)
                .body(body().set("policy", policy).toString())
                .put(account);
    }

    private static String created(String path, ObjectNode body) {
        return post(path, body)
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^http://[^/]*", "");
    }
}
