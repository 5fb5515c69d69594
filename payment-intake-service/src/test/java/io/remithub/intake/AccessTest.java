package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what; without a key, with another tenant's or an operator's: {@link OwaspTopTenTest}. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class AccessTest {

    private static final String UNKNOWN = "0".repeat(32);

    private static final List<String> SCOPES =
            List.of("payments:read", "payments:write", "payments:release", "claims:write", "phi:read");

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments/00000000000000000000000000000000",
                "/api/v1/payments/00000000000000000000000000000000/details",
                "/api/v1/payments/nothing",
                "/api/v1/nothing"
            })
    void what_does_not_exist_is_not_found(String path) {
        Api.as(Api.ACME)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @Test
    void a_revoked_key_stops_working_within_a_second() throws SQLException {
        update("insert into api_key (key_id, tenant_id, hash, scopes) select 'doomed', tenant_id,"
                + " encode(sha256('doomed-key'), 'hex'), '{payments:read}' from tenant where name = 'acme'");
        Api.as("doomed-key").get(Api.PAYMENTS + "/" + UNKNOWN).then().statusCode(404);

        update("update api_key set revoked_at = now() where key_id = 'doomed'");

        await().atMost(Duration.ofSeconds(1))
                .until(() ->
                        Api.as("doomed-key").get(Api.PAYMENTS + "/" + UNKNOWN).statusCode() == 401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /payments, payments:read",
        "GET, /payments/%1$s/details, payments:read",
        "GET, /payments/batch/%1$s, payments:read",
        "GET, /trace?paymentId=%1$s, payments:read",
        "POST, /payments, payments:write",
        "POST, /payments/batch, payments:write",
        "POST, /payments/batch/%1$s/add, payments:write",
        "POST, /payments/batch/%1$s/start, payments:write",
        "POST, /payments/batch/%1$s/cancel, payments:write",
        "PATCH, /payments/batch/%1$s, payments:write",
        "PUT, /payments/batch/%1$s/payments/%1$s, payments:write",
        "DELETE, /payments/batch/%1$s/payments/%1$s, payments:write",
        "POST, /payments/%1$s/void, payments:write",
        "POST, /payments/%1$s/reissue, payments:write",
        "POST, /payments/%1$s/settle, payments:write",
        "POST, /payments/%1$s/release, payments:release",
        "POST, /payments/batch/%1$s/release, payments:release",
        "POST, /payments/batch/%1$s/release-partial, payments:release",
        "POST, /claims, claims:write"
    })
    void a_key_does_what_its_scopes_say_and_nothing_else(String method, String path, String scope) throws SQLException {
        String asked = "/api/v1" + path.formatted(UNKNOWN);

        asked(keyWithout(scope), method, asked).then().statusCode(403).body("code", equalTo("scope-missing"));
        assertThat(asked(keyWith(scope), method, asked).statusCode()).isNotEqualTo(403);
    }

    private static Response asked(String key, String method, String path) {
        var request = Api.as(key);
        return method.equals("GET")
                ? request.get(path)
                : request.contentType(ContentType.JSON).body("{}").request(method, path);
    }

    private String keyWith(String scope) throws SQLException {
        return key("with " + scope, "{%s}".formatted(scope));
    }

    private String keyWithout(String scope) throws SQLException {
        var others = new ArrayList<>(SCOPES);
        others.remove(scope);
        return key("without " + scope, "{%s}".formatted(String.join(",", others)));
    }

    private String key(String key, String scopes) throws SQLException {
        update("insert into api_key (key_id, tenant_id, hash, scopes) select '%1$s', tenant_id,".formatted(key)
                + " encode(sha256('%s'), 'hex'), '%s' from tenant where name = 'acme'".formatted(key, scopes)
                + " on conflict do nothing");
        return key;
    }

    @Test
    void an_expired_key_is_refused() throws SQLException {
        update(
                "insert into api_key (key_id, tenant_id, hash, scopes, expires_at) select 'old', tenant_id,"
                        + " encode(sha256('old-key'), 'hex'), '{payments:read}', now() - interval '1 minute' from tenant where name = 'acme'");

        Api.as("old-key").get(Api.PAYMENTS + "/" + UNKNOWN).then().statusCode(401);
    }

    @Test
    void keys_rest_hashed() throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection.createStatement().executeQuery("select string_agg(k::text, ' ') from api_key k")) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain("local-acme-key").doesNotContain("local-globex-key");
        }
    }

    @Test
    void every_answer_carries_a_request_id_the_callers_own_if_it_is_sane() {
        assertThat(given().get(Api.PAYMENTS + "/" + UNKNOWN).header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
        assertThat(given().get("/nowhere").header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(Api.as(Api.ACME)
                        .header("X-Request-Id", "call-17")
                        .get(Api.PAYMENTS + "/" + UNKNOWN)
                        .header("X-Request-Id"))
                .isEqualTo("call-17");
        assertThat(Api.as(Api.ACME)
                        .header("X-Request-Id", "a b\"c")
                        .get(Api.PAYMENTS + "/" + UNKNOWN)
                        .header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
