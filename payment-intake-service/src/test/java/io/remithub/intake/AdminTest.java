package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants and accounts; keys have a test of their own. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class AdminTest {

    @Test
    void a_new_tenant_with_an_account_and_a_key_issues_its_first_payment() {
        String tenant = Admin.tenant();
        Admin.account(tenant, "MAIN");
        var key = Admin.key(tenant, Admin.newKey("claims system", "payments:write", "payments:read"));

        var payment = Samples.balanced().put("accountShortCode", "MAIN").put("subAccountShortCode", "SUB");
        String id = Api.post(key.get("key").asText(), Api.PAYMENTS, payment)
                .then()
                .statusCode(201)
                .extract()
                .path("paymentId");

        Api.as(key.get("key").asText())
                .get(Api.PAYMENTS + "/" + id)
                .then()
                .statusCode(200)
                .body("tenantId", equalTo(tenant.substring(Admin.TENANTS.length() + 1)));
        Api.as(Api.ACME).get(Api.PAYMENTS + "/" + id).then().statusCode(404);
    }

    @Test
    void tenants_are_listed_page_by_page() {
        String first = Admin.tenant();
        String second = Admin.tenant();
        var found = new ArrayList<String>();
        String cursor = "";
        do {
            var page = Samples.json(Admin.asAdmin()
                    .get(Admin.TENANTS + "?limit=100" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            page.get("data")
                    .forEach(it ->
                            found.add(Admin.TENANTS + "/" + it.get("tenantId").asText()));
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
        } while (!cursor.isEmpty());

        assertThat(found).doesNotHaveDuplicates().containsSubsequence(first, second);
        Admin.asAdmin().get(first).then().statusCode(200).body("name", containsString("tenant "));
        Admin.asAdmin()
                .get(first + "/accounts?cursor=nothing")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("?cursor"));
    }

    @Test
    void accounts_and_keys_are_listed_page_by_page() {
        String tenant = Admin.tenant();
        for (String code : new String[] {"A", "B", "C"}) {
            Admin.account(tenant, code);
            Admin.key(tenant, Admin.newKey(code, "payments:read"));
        }

        for (String list : new String[] {"/accounts?limit=2", "/keys?limit=2"}) {
            String next = Admin.asAdmin()
                    .get(tenant + list)
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(2))
                    .extract()
                    .path("nextCursor");
            Admin.asAdmin()
                    .get(tenant + list + "&cursor=" + next)
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1))
                    .body("nextCursor", equalTo(null));
        }
    }

    @Test
    void a_name_or_code_that_is_taken_is_refused() {
        String name = "tenant " + Samples.unique();
        Admin.post(Admin.TENANTS, Admin.body().put("name", name)).then().statusCode(201);
        Admin.post(Admin.TENANTS, Admin.body().put("name", name))
                .then()
                .statusCode(409)
                .body("code", equalTo("duplicate-tenant"));

        String tenant = Admin.tenant();
        Admin.account(tenant, "A");
        Admin.post(
                        tenant + "/accounts",
                        Admin.body().put("accountShortCode", "A").put("subAccountShortCode", "SUB"))
                .then()
                .statusCode(409)
                .body("code", equalTo("duplicate-account"));
    }

    @Test
    void a_policy_changes_only_from_the_revision_that_was_seen() {
        String account = Admin.account(Admin.tenant(), "A");
        Admin.asAdmin()
                .get(account)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("policy.balancePolicy", equalTo("WARN"))
                .body("policy.holdRules", empty());

        Admin.change(account, "1", Admin.policy().put("hold", true))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("policy.hold", equalTo(true));
        Admin.change(account, "1", Admin.policy().put("balancePolicy", "REJECT"))
                .then()
                .statusCode(412)
                .body("code", equalTo("changed-since"));
        Admin.asAdmin()
                .contentType("application/json")
                .body(Admin.body().set("policy", Admin.policy()).toString())
                .put(account)
                .then()
                .statusCode(428)
                .body("code", equalTo("revision-missing"));
        Admin.asAdmin()
                .get(account)
                .then()
                .body("revision", equalTo(2))
                .body("policy.hold", equalTo(true))
                .body("policy.balancePolicy", equalTo("WARN"));
    }

    @Test
    void a_policy_is_in_force_within_a_second() {
        String tenant = Admin.tenant();
        String account = Admin.account(tenant, "A");
        String key = Admin.key(tenant, Admin.newKey("any", "payments:write"))
                .get("key")
                .asText();
        Api.post(key, Api.PAYMENTS, of(Samples.guide())).then().statusCode(201);

        Admin.change(account, "1", Admin.policy().put("balancePolicy", "REJECT"))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(1))
                .until(() -> Api.post(key, Api.PAYMENTS, of(Samples.guide())).statusCode() == 422);
    }

    private static ObjectNode of(ObjectNode payment) {
        return payment.put("accountShortCode", "A").put("subAccountShortCode", "SUB");
    }

    @Test
    void a_policy_holds_everything_that_an_account_knows() {
        String account = Admin.account(Admin.tenant(), "A");
        var policy = Admin.policy()
                .put("hold", true)
                .put("balancePolicy", "OFF")
                .put("controlTotals", "WARN")
                .put("postWhen", "ISSUED")
                .put("dualControl", true)
                .put("autoPost", "REVIEW")
                .put("heldSlaSeconds", 86_400)
                .put("partialRelease", true);
        policy.putArray("holdRules")
                .addObject()
                .put("code", "amount-over-limit")
                .putObject("settings")
                .put("limit", 1_500_000);

        Admin.change(account, "1", policy).then().statusCode(200);

        var shown = Samples.json(Admin.asAdmin().get(account).asString());
        assertThat(shown.get("policy")).isEqualTo(policy);
    }

    @Test
    void every_fault_of_a_policy_is_reported_with_its_place() {
        String account = Admin.account(Admin.tenant(), "A");
        var policy =
                Admin.policy().put("balancePolicy", "MAYBE").put("hold", "yes").put("heldSlaSeconds", 0);
        policy.remove("dualControl");
        var rules = policy.putArray("holdRules");
        rules.addObject().put("code", "amount-over-limit").putObject("settings").put("window", 1);
        rules.addObject().put("code", "full-moon").putObject("settings");
        rules.addObject()
                .put("code", "suspected-duplicate")
                .putObject("settings")
                .put("window", 0);

        var faults = Samples.json(Admin.change(account, "1", policy)
                .then()
                .statusCode(400)
                .extract()
                .asString());

        assertThat(faults.get("errors"))
                .extracting(
                        it -> it.get("pointer").asText() + " " + it.get("code").asText())
                .containsExactlyInAnyOrder(
                        "/policy/balancePolicy format",
                        "/policy/hold wrong-type",
                        "/policy/heldSlaSeconds out-of-bounds",
                        "/policy/dualControl required",
                        "/policy/holdRules/0/settings/limit hold-rule",
                        "/policy/holdRules/0/settings/window hold-rule",
                        "/policy/holdRules/1/code hold-rule",
                        "/policy/holdRules/2/settings/window hold-rule");
    }

    @Test
    void every_change_is_on_record_with_who_why_before_and_after() {
        String account = Admin.account(Admin.tenant(), "A");
        Admin.as("admin")
                .header("If-Match", "\"1\"")
                .contentType("application/json")
                .body(Admin.body()
                        .put("reason", "dual control from March on")
                        .set("policy", Admin.policy().put("dualControl", true))
                        .toString())
                .put(account)
                .then()
                .statusCode(200);

        var lines = Admin.as("admin")
                .get("/audit?subject=" + account.substring(account.lastIndexOf('/') + 1))
                .asString()
                .lines()
                .map(Samples::json)
                .toList();

        assertThat(lines)
                .extracting(
                        it -> it.get("actor").asText() + " " + it.get("action").asText())
                .containsExactly("admin-key account.create", "admin account.change");
        assertThat(lines.getLast().get("note").asText()).isEqualTo("dual control from March on");
        var evidence = Samples.json(lines.getLast().get("evidence").asText());
        assertThat(evidence.at("/before/dualControl").asBoolean()).isFalse();
        assertThat(evidence.at("/after/dualControl").asBoolean()).isTrue();
    }

    @Test
    void nothing_is_changed_without_a_reason() {
        Admin.post(Admin.TENANTS, Samples.JSON.createObjectNode().put("name", "nameless"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/reason"));
        Admin.asAdmin().get(Admin.TENANTS + "?limit=100").then().body("data.name", not(hasItem("nameless")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver"})
    void whoever_may_see_sees_and_changes_nothing(String person) {
        Admin.as(person).get(Admin.TENANTS).then().statusCode(200);
        Admin.as(person)
                .contentType("application/json")
                .body(Admin.body().put("name", "nameless").toString())
                .post(Admin.TENANTS)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void whoever_lacks_the_roles_sees_nothing() {
        Admin.as("nobody").get(Admin.TENANTS).then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void a_token_with_the_role_and_the_admin_key_administer() {
        Admin.as("admin").get(Admin.TENANTS).then().statusCode(200);
        Admin.asAdmin().get(Admin.TENANTS).then().statusCode(200);
        given().header("Admin-Key", "not the key")
                .get(Admin.TENANTS)
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/00000000-0000-0000-0000-000000000000",
                "/------------------------------------",
                "/00000000-0000-0000-0000-000000000000/accounts/00000000-0000-0000-0000-000000000000",
                "/00000000-0000-0000-0000-000000000000/keys/none",
                "/00000000-0000-0000-0000-000000000000/accounts",
                "/00000000-0000-0000-0000-000000000000/keys",
                "/0191a000-0000-7000-8000-00000000ac3e/accounts/0191a000-0000-7000-8000-000000910b01",
                "/0191a000-0000-7000-8000-00000000ac3e/keys/local-globex",
                "/0191a000-0000-7000-8000-00000000ac3e/keys/%00"
            })
    void what_the_tenant_does_not_have_is_not_found(String path) {
        Admin.asAdmin()
                .urlEncodingEnabled(false)
                .get(Admin.TENANTS + path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }
}
