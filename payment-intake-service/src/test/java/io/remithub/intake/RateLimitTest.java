package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class RateLimitTest {

    private static final int PER_MINUTE = 60;

    @Test
    void a_key_that_asks_too_often_is_told_when_to_go_on_and_then_goes_on() {
        String tenant = Admin.tenant();
        String key = key(tenant, "busy");
        String other = key(tenant, "other");

        var refused = useUp(key);

        refused.then().statusCode(429).contentType("application/problem+json").body("code", equalTo("rate-limited"));
        var wait = Duration.ofSeconds(Long.parseLong(refused.header("Retry-After")));
        assertThat(wait).isEqualTo(Duration.ofSeconds(1));
        assertThat(status(other)).isEqualTo(200);
        await().pollDelay(wait).atMost(wait.plusSeconds(2)).until(() -> status(key) == 200);
    }

    @Test
    void what_is_refused_is_not_done() {
        String key = key(Admin.tenant(), "busy");
        useUp(key);

        Api.post(key, Api.PAYMENTS, Samples.balanced()).then().statusCode(429);
    }

    @Test
    void what_has_no_key_of_a_payer_is_not_limited() {
        useUp(key(Admin.tenant(), "busy"));

        for (int i = 0; i < PER_MINUTE * 2; i++) {
            given().get("/q/openapi").then().statusCode(200);
            Admin.asAdmin().get(Admin.TENANTS + "?limit=1").then().statusCode(200);
        }
    }

    @Test
    void every_operation_under_a_key_says_that_it_may_be_refused_for_its_rate() {
        assertThat(Operation.all())
                .allSatisfy(operation -> assertThat(operation.statuses().contains("429"))
                        .as(operation.id())
                        .isEqualTo(!operation.isOfOperators()));
    }

    private static String key(String tenant, String label) {
        var body = Admin.newKey(label, "payments:read", "payments:write").put("requestsPerMinute", PER_MINUTE);
        return Admin.key(tenant, body).get("key").asText();
    }

    private static Response useUp(String key) {
        Response answer = null;
        for (int i = 0; i < PER_MINUTE * 2 && (answer == null || answer.statusCode() == 200); i++) {
            answer = Api.as(key).get(Api.PAYMENTS);
        }
        return answer;
    }

    private static int status(String key) {
        return Api.as(key).get(Api.PAYMENTS).statusCode();
    }
}
