package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Keys from their creation to their end. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class KeysTest {

    @Inject
    DataSource database;

    @Test
    void a_key_is_shown_once_and_rests_hashed() throws SQLException {
        String tenant = Admin.tenant();
        var created = Admin.key(tenant, Admin.newKey("claims system", "payments:read", "phi:read"));
        String secret = created.get("key").asText();

        assertThat(secret).matches("rhk_[A-Za-z0-9_-]{43}");
        String shown = Admin.asAdmin().get(key(tenant, created)).asString()
                + Admin.asAdmin().get(tenant + "/keys").asString();
        assertThat(shown)
                .contains("claims system", "phi:read", "payments:read", "ACTIVE")
                .doesNotContain(secret);
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select string_agg(k::text, ' ') || (select string_agg(a::text, ' ')"
                                + " from audit_entry a) from api_key k")) {
            rows.next();
            assertThat(rows.getString(1))
                    .contains(created.get("keyId").asText())
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(4));
        }
    }

    @Test
    void what_shows_a_key_is_kept_by_nobody_on_the_way() {
        Admin.post(Admin.tenant() + "/keys", Admin.newKey("any", "payments:read"))
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store");
    }

    @Test
    void two_keys_of_a_label_are_active_while_one_replaces_the_other() {
        String tenant = Admin.tenant();
        var newKey = Admin.newKey("claims system", "payments:read");
        var first = Admin.key(tenant, newKey);
        var second = Admin.key(tenant, newKey);
        opens(first);
        opens(second);

        Admin.post(tenant + "/keys", newKey).then().statusCode(409).body("code", equalTo("two-keys-active"));
        Admin.key(tenant, Admin.newKey("another system", "payments:read"));
        revoke(tenant, first);

        Admin.key(tenant, newKey);
    }

    @Test
    void of_many_that_create_a_key_at_once_two_get_one() throws Exception {
        String tenant = Admin.tenant();
        var newKey = Admin.newKey("claims system", "payments:read");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> create =
                    () -> Admin.post(tenant + "/keys", newKey).statusCode();
            var answers = threads.invokeAll(
                    IntStream.range(0, 6).mapToObj(_ -> create).toList());

            assertThat(answers).extracting(it -> it.get()).containsExactlyInAnyOrder(201, 201, 409, 409, 409, 409);
        }
    }

    @Test
    void a_revoked_key_stays_revoked_and_says_so() {
        String tenant = Admin.tenant();
        var created = Admin.key(tenant, Admin.newKey("claims system", "payments:read"));
        opens(created);

        String revokedAt = revoke(tenant, created);

        await().atMost(Duration.ofSeconds(1)).until(() -> status(created) == 401);
        assertThat(revoke(tenant, created)).isEqualTo(revokedAt);
        Admin.asAdmin().get(key(tenant, created)).then().body("status", equalTo("REVOKED"));
    }

    @Test
    void a_key_expires() {
        String tenant = Admin.tenant();
        var body = Admin.newKey("claims system", "payments:read")
                .put("expiresAt", Instant.now().plusSeconds(1).toString());
        var created = Admin.key(tenant, body);
        opens(created);

        await().atMost(Duration.ofSeconds(3)).until(() -> status(created) == 401);
        Admin.asAdmin().get(key(tenant, created)).then().body("status", equalTo("EXPIRED"));
    }

    @Test
    void a_key_shows_the_day_of_its_last_use() {
        String tenant = Admin.tenant();
        var created = Admin.key(tenant, Admin.newKey("claims system", "payments:read"));
        Admin.asAdmin().get(key(tenant, created)).then().body("lastUsedOn", equalTo(null));

        opens(created);

        Admin.asAdmin()
                .get(key(tenant, created))
                .then()
                .body("lastUsedOn", equalTo(LocalDate.now(ZoneOffset.UTC).toString()));
    }

    @Test
    void the_limit_of_a_key_changes() {
        String tenant = Admin.tenant();
        var created =
                Admin.key(tenant, Admin.newKey("claims system", "payments:read").put("requestsPerMinute", 600));
        assertThat(created.get("requestsPerMinute").asInt()).isEqualTo(600);

        limit(tenant, created, Admin.body().put("requestsPerMinute", 1_200));
        Admin.asAdmin().get(key(tenant, created)).then().body("requestsPerMinute", equalTo(1_200));
        limit(tenant, created, Admin.body());

        Admin.asAdmin().get(key(tenant, created)).then().body("requestsPerMinute", equalTo(null));
        assertThat(Admin.asAdmin()
                        .get("/audit?subject=" + created.get("keyId").asText())
                        .asString())
                .contains("key.create", "key.limit", "{\\\"requestsPerMinute\\\":600}");
    }

    @Test
    void every_fault_of_a_key_is_reported_with_its_place() {
        var body = Admin.newKey("", "payments:read", "everything")
                .put("expiresAt", "2020-01-01T00:00:00Z")
                .put("requestsPerMinute", 0);
        body.remove("reason");

        Admin.post(Admin.tenant() + "/keys", body)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/label", "/scopes/1", "/expiresAt", "/requestsPerMinute", "/reason"));
        Admin.post(Admin.tenant() + "/keys", Admin.newKey("any").put("expiresAt", "soon"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/scopes"))
                .body("errors.code", hasItem("not-an-instant"));
    }

    private static void limit(String tenant, ObjectNode key, ObjectNode body) {
        Admin.asAdmin()
                .contentType("application/json")
                .body(body.toString())
                .put(key(tenant, key) + "/limit")
                .then()
                .statusCode(200);
    }

    private static String revoke(String tenant, ObjectNode key) {
        return Admin.post(key(tenant, key) + "/revoke", Admin.body())
                .then()
                .statusCode(200)
                .extract()
                .path("revokedAt");
    }

    private static String key(String tenant, ObjectNode created) {
        return tenant + "/keys/" + created.get("keyId").asText();
    }

    private static void opens(ObjectNode key) {
        assertThat(status(key)).isEqualTo(200);
    }

    private static int status(ObjectNode key) {
        return Api.as(key.get("key").asText()).get(Api.PAYMENTS).statusCode();
    }
}
