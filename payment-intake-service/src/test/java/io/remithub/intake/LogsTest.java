package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.observability.Logged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keys and tokens are used for is in the log, they themselves never. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LogsTest {

    @Test
    void api8_no_key_and_no_token_is_in_the_log_whether_it_is_right_or_wrong() {
        String tenant = Admin.tenant();
        var key = Admin.key(tenant, Admin.newKey("claims system", "payments:read"));
        String secret = key.get("key").asText();
        String bearer = HubTestResource.bearer("admin");

        try (var log = new Logged()) {
            Api.as(secret).get(Api.PAYMENTS).then().statusCode(200);
            Api.post(secret, Api.PAYMENTS, Samples.balanced()).then().statusCode(403);
            Api.as("wrong-" + secret).get(Api.PAYMENTS).then().statusCode(401);
            Api.as(secret).header("Idempotency-Key", "").get("/nowhere").then().statusCode(404);
            given().header("Authorization", bearer).get(Admin.TENANTS).then().statusCode(200);
            given().header("Authorization", bearer + "x")
                    .get(Admin.TENANTS)
                    .then()
                    .statusCode(401);
            given().header("Admin-Key", HubTestResource.ADMIN_KEY + "x")
                    .get(Admin.TENANTS)
                    .then()
                    .statusCode(401);
            Admin.post(tenant + "/keys/" + key.get("keyId").asText() + "/revoke", Admin.body())
                    .then()
                    .statusCode(200);
            Api.as(Api.ACME).get(Api.PAYMENTS).then().statusCode(200);

            var lines = log.lines().stream().map(Logged.Line::text).toList();
            assertThat(lines).anyMatch(line -> line.contains(key.get("keyId").asText()));
            assertThat(String.join("\n", lines))
                    .doesNotContain(List.of(
                            secret.substring(4),
                            Api.ACME,
                            HubTestResource.ADMIN_KEY,
                            bearer.substring("Bearer ".length()),
                            bearer.substring(bearer.lastIndexOf('.') + 1)));
        }
    }
}
