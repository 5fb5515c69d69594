package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.remithub.database.Sql;
import io.remithub.posting.domain.Purpose;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a restore, as {@code deploy/kubernetes} has it: what was sent since the restored moment is forgotten. */
@QuarkusTest
@TestProfile(BlindTest.Blind.class)
class BlindTest {

    public static class Blind implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ehr.blind", "true");
        }
    }

    private static final Pattern SQL = Pattern.compile("```sql\n([^`]*update posting [^`]*)```");

    @Inject
    Claims claims;

    @Inject
    Sql sql;

    private final String location = Integer.toString(ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE));
    private final Claims.Asked claim = aClaim().at(location);
    private Stubs stubs;
    private Told told;

    @BeforeEach
    void usualAnswers() {
        stubs = new Stubs();
        stubs.usual();
        stubs.types(location, "Insurance Payment");
        told = new Told();
    }

    @AfterEach
    void nothingIsSent() {
        told.close();
        assertThat(stubs.payments(claim)).isEmpty();
        assertThat(stubs.debits(claim)).isEmpty();
    }

    @Test
    void what_was_sent_and_forgotten_is_found() {
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        told.expect(claim, "PAYMENT CONFIRMED", "CHARGE NOT_REQUIRED nothing-to-post");
    }

    @Test
    void what_is_not_there_is_not_sent_and_dropped_by_a_void() {
        absent();

        claims.reverse(claim);

        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT NOT_REQUIRED reversed",
                "REVERSAL NOT_REQUIRED nothing-to-post",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post");
    }

    @Test
    void a_void_waits_parked_until_what_it_undoes_has_been_looked_for() {
        stubs.on(get(urlPathEqualTo("/nexhealth/payment_types")), Stubs.refused(500, "oops"));
        stubs.on(get(urlPathEqualTo("/nexhealth/adjustments")), okJson("{\"code\": true, \"data\": []}"));
        claims.ask(claim);
        claims.reverse(claim);
        var subject = claim.paymentId + "/" + claim.index;
        var parked = "data.find { it.subject == '%s' }".formatted(subject);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> Locations.as("operator")
                .get("/parked?limit=100&code=not-applicable")
                .then()
                .body(parked + ".type", endsWith("ReversalRequested")));
        long id = Locations.as("operator")
                .get("/parked?limit=100&code=not-applicable")
                .jsonPath()
                .getLong(parked + ".id");
        stubs.types(location, "Insurance Payment");
        stubs.ledger(claim, "1500.00");
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");

        Locations.as("operator")
                .contentType("application/json")
                .body("{\"reason\": \"looked for\"}")
                .post("/parked/%d/replay".formatted(id))
                .then()
                .statusCode(204);

        found("purpose=REVERSAL").body("data.amount", contains(-1500.0f));
    }

    @Test
    void one_person_links_where_two_would_decide() {
        claim.fourEyes = true;
        absent();
        var retried = Stubs.transactionId(claim, Purpose.PAYMENT, 1);
        stubs.ledger(location, retried, "1500.00");
        String id = found("purpose=PAYMENT").extract().path("data[0].postingId");

        Locations.as("operator")
                .contentType("application/json")
                .body("{\"reason\": \"seen in the ledger\"}")
                .post("/postings/%s/confirm-manually".formatted(id))
                .then()
                .statusCode(403);
        Locations.as("operator")
                .contentType("application/json")
                .body("{\"transactionId\": \"%s\", \"reason\": \"retried since\"}".formatted(retried))
                .post("/postings/%s/links".formatted(id))
                .then()
                .statusCode(204);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
    }

    /** In a transaction that nobody else sees. */
    @Test
    void what_was_about_to_be_sent_at_the_restored_moment_is_looked_for_as_if_it_had_been_sent_now() throws Exception {
        absent();
        var before = Instant.now();

        QuarkusTransaction.begin();
        try {
            sql.update(said());

            assertThat(sql.query(
                            "select retried, attempted_at from posting where payment_id = ? and purpose = 'PAYMENT'",
                            row -> !row.getBoolean(1)
                                    && Sql.instant(row, "attempted_at").isAfter(before),
                            claim.paymentId))
                    .containsExactly(true);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void absent() {
        stubs.synced();
        claims.ask(claim);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> found("state=PLANNED").body("data.reasonCode", contains("proven-absent")));
    }

    private ValidatableResponse found(String filter) {
        return Locations.as("viewer")
                .get("/postings?paymentId=%s&%s".formatted(claim.paymentId, filter))
                .then()
                .statusCode(200);
    }

    private static String said() throws IOException {
        var page = SQL.matcher(Files.readString(Path.of("../deploy/kubernetes/README.md")));
        assertThat(page.find()).isTrue();
        return page.group(1).strip().replaceFirst(";$", "");
    }
}
