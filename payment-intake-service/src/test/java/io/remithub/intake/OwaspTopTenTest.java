package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.Fuzz.Ids;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OWASP's ten risks of APIs (2023), over HTTP, on every operation that the served description names: a new one is
 * covered by being there. What a test elsewhere shows at length is named here and not repeated.
 */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OwaspTopTenTest {

    private static final String SENTINEL = "MASS-ASSIGNED";

    /** Beside the operations: pages that name no payer, and what tells how the service is. */
    private static final List<String> OPEN_TO_ALL = List.of("/problems", "/q/");

    @Inject
    Router router;

    /** Tenants of administration: AdminTest. Cursors and Idempotency-Keys of another: ListsTest, IdempotencyTest. */
    @Test
    void api1_no_operation_that_takes_an_id_shows_or_changes_another_tenants_object() throws IOException {
        var acme = ids();
        String before = state(acme);
        int asked = 0;

        for (var operation : Operation.all()) {
            if (!operation.isOfOperators() && operation.path().contains("{")) {
                var valid = new Fuzz(operation, new Random(1), List.of(acme), List.of(acme)).valid();
                var answer = Wire.send(as(Api.GLOBEX, valid));
                assertThat(answer.status()).as(operation.id()).isEqualTo(404);
                asked++;
            }
        }

        assertThat(asked).isGreaterThan(12);
        Api.as(Api.GLOBEX)
                .get(Api.PAYMENTS + "?batchId=" + acme.batch())
                .then()
                .statusCode(200)
                .body("data", empty());
        Api.as(Api.GLOBEX).get("/api/v1/trace?key=" + acme.payment()).then().statusCode(404);
        assertThat(state(acme)).isEqualTo(before);
    }

    /** Ids in bodies, below a path that is one's own. */
    @Test
    void api1_another_tenants_payments_are_not_released_with_ones_own() {
        var acme = ids();
        String own = Api.post(Api.GLOBEX, Batches.BATCHES, Batches.heldBatch("1754.98", 1))
                .then()
                .statusCode(201)
                .extract()
                .path("batchId");
        Api.post(Api.GLOBEX, Batches.path(own, "/add"), Batches.payments(Batches.payment()))
                .then()
                .statusCode(200);
        Api.as(Api.GLOBEX).post(Batches.path(own, "/start")).then().statusCode(204);
        String before = state(acme);
        var stolen = Samples.JSON.createObjectNode().put("releasedBy", "someone");
        stolen.putArray("paymentIds").add(acme.payment());

        assertThat(Api.post(Api.GLOBEX, Batches.path(own, "/release-partial"), stolen)
                        .statusCode())
                .isBetween(400, 499);
        assertThat(Api.post(Api.GLOBEX, Batches.path(own, "/release"), Batches.releaseOf(acme.batch()))
                        .statusCode())
                .isBetween(400, 499);

        assertThat(state(acme)).isEqualTo(before);
    }

    /** Expired and revoked keys: AccessTest, KeysTest, RevocationTest. Keys at rest: KeysTest. */
    @Test
    void api2_no_operation_answers_anybody_who_is_not_known() {
        for (var operation : Operation.all()) {
            assertThat(operation.tried(given())).as(operation.id()).isEqualTo(401);
            for (String key : List.of("nobody", "LOCAL-ACME-KEY", "local-acme-key-and-more", "x".repeat(5_000))) {
                assertThat(operation.tried(given().header("API-Key", key).header("Admin-Key", key)))
                        .as(operation.id())
                        .isEqualTo(401);
            }
            assertThat(operation.tried(given().queryParam("API-Key", Api.ACME)))
                    .as(operation.id())
                    .isEqualTo(401);
        }
        Routes.OF_OPERATORS.forEach(
                route -> assertThat(Routes.tried(route, given())).as(route).isEqualTo(401));
    }

    /** What reading shows of patients: DetailsTest. */
    @ParameterizedTest
    @CsvSource({
        "issuePayment, getPayment",
        "openBatch, getBatch",
        "createTenant, getTenant",
        "createAccount, getAccount",
        "createKey, getKey"
    })
    void api3_members_that_belong_to_the_server_have_no_effect_in_a_body(String create, String read)
            throws IOException {
        var creating = Operation.named(create);
        var valid = new Fuzz(creating, new Random(), List.of(ids()), List.of()).valid();
        var body = Samples.json(new String(valid.body(), UTF_8));
        var served = example(Operation.named(read));
        var own = new TreeSet<String>();
        served.fieldNames().forEachRemaining(name -> {
            if (!body.has(name)) {
                own.add(name);
            }
        });
        body.findParents("issuerReferenceId").forEach(it -> own.forEach(name -> assign((ObjectNode) it, name)));
        own.forEach(name -> assign(body, name));

        var created = Wire.send(new Wire.Request(
                valid.method(), valid.target(), valid.headers(), body.toString().getBytes(UTF_8)));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(own).isNotEmpty();
        String location = created.header("Location").replaceFirst("^http://[^/]*", "");
        assertThat(known(creating)
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain(SENTINEL);
    }

    /** Bodies without end, dripping, silent, compressed: DoorTest. Rates: RateLimitTest. */
    @Test
    void api4_no_operation_reads_a_body_beyond_the_limit_or_hands_out_a_page_beyond_it() throws IOException {
        for (var operation : Operation.all()) {
            if (operation.request().isPresent()) {
                var headers = new ArrayList<>(List.of("Content-Type: application/json"));
                headers.add("Content-Length: " + (33 << 20));
                headers.addAll(credentials(operation));
                var answer = Wire.send(new Wire.Request(
                        operation.method().toUpperCase(Locale.ROOT),
                        Ids.all("0".repeat(32)).in(operation.path()),
                        headers,
                        new byte[0]));
                assertThat(answer.status()).as(operation.id()).isEqualTo(413);
                assertThat(answer.body()).contains("body-too-large");
                assertThat(answer.header("X-Request-Id")).isNotEmpty();
            }
            if (operation.parameters().stream()
                    .anyMatch(it -> it.path("name").asText().equals("limit"))) {
                String path = Ids.all("00000000-0000-0000-0000-000000000000").in(operation.path());
                known(operation)
                        .get(path + "?key=a&limit=101")
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("malformed-request"));
            }
        }
    }

    /** Scopes of keys: AccessTest. */
    @Test
    void api5_a_payers_key_opens_nothing_of_the_operators_and_their_tokens_nothing_of_the_payers() {
        for (var operation : Operation.all()) {
            var other = operation.isOfOperators()
                    ? Api.as(Api.ACME_PHI)
                    : Admin.as("admin").header("Admin-Key", HubTestResource.ADMIN_KEY);
            assertThat(operation.tried(other)).as(operation.id()).isEqualTo(401);
            if (operation.isOfOperators() && !operation.method().equals("get")) {
                assertThat(operation.tried(Admin.as("viewer")))
                        .as(operation.id())
                        .isEqualTo(403);
            }
        }
        Routes.OF_OPERATORS.forEach(route ->
                assertThat(Routes.tried(route, Api.as(Api.ACME_PHI))).as(route).isEqualTo(401));
    }

    /**
     * Money goes out once: of many that issue at once one does (IssuingTest), and of those that void or issue again
     * (VoidAndReissueTest). Where the account asks for two, a key releases nothing that it put in: BatchesTest.
     */
    @Test
    void api6_what_moves_money_asks_for_a_scope_of_its_own() {
        String tenant = Admin.tenant();
        String writer = Admin.key(tenant, Admin.newKey("claims system", "payments:write", "payments:read"))
                .get("key")
                .asText();
        for (String release : List.of("releasePayment", "releasePartOfBatch", "releaseBatch")) {
            var operation = Operation.named(release);
            Api.post(
                            writer,
                            Ids.all("0".repeat(32)).in(operation.path()),
                            operation.request().orElseThrow())
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("scope-missing"));
        }
    }

    @Test
    void api7_no_request_names_an_address_that_the_hub_would_call() {
        for (var operation : Operation.all()) {
            var names = new TreeSet<String>();
            operation.request().ifPresent(body -> collectNames(body, names));
            operation.parameters().forEach(it -> names.add(it.path("name").asText()));
            assertThat(names)
                    .as(operation.id())
                    .noneMatch(name -> name.matches(
                            "(.*[a-z])?(Ur[li]|Callback|Webhook|Host).*|(ur[li]|callback|webhook|host).*"));
        }
    }

    /** Stack traces, SQL and submitted values in answers: FuzzTest, ProblemPagesTest. Secrets in logs: LogsTest. */
    @Test
    void api8_answers_tell_nothing_of_the_server_and_open_nothing_to_other_origins() {
        for (var answer : List.of(
                Api.as(Api.ACME).header("Origin", "https://elsewhere.example").get(Api.PAYMENTS),
                given().header("Origin", "https://elsewhere.example").get("/nowhere"))) {
            assertThat(answer.header("Server")).isNull();
            assertThat(answer.header("X-Powered-By")).isNull();
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        for (String method : List.of("TRACE", "CONNECT", "PROPFIND")) {
            assertThat(Api.as(Api.ACME).request(method, Api.PAYMENTS).statusCode())
                    .as(method)
                    .isBetween(400, 499);
        }
    }

    @Test
    void api9_every_route_is_described_and_every_description_has_its_route() {
        var described = Operation.all().stream()
                .map(it -> it.method() + " " + it.path())
                .collect(toSet());

        assertThat(Routes.all())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(described.stream(), Routes.OF_OPERATORS.stream())
                        .toList());
        assertThat(router.getRoutes().stream()
                        .map(Route::getPath)
                        .filter(Objects::nonNull)
                        .filter(path -> !path.equals("/"))
                        .filter(path -> OPEN_TO_ALL.stream().noneMatch(path::startsWith)))
                .isEmpty();
    }

    /**
     * Intake calls nobody. Partners that answer with garbage, too much, or not at all: IntegrexClaimsTest of the poller,
     * NexHealthTest and WebhooksTest of posting. Events that cannot be read: shared-messaging. What is left is the issuer
     * of tokens: one that it has not signed is not believed.
     */
    @Test
    void api10_a_token_that_the_issuer_has_not_signed_is_not_believed() {
        String[] token = HubTestResource.bearer("admin").split("\\.");
        String none = "eyJhbGciOiJub25lIn0";
        for (String forged : List.of(
                "Bearer " + none + "." + token[1] + ".",
                token[0] + "." + token[1] + "." + token[2].substring(1) + "A",
                token[0] + "." + token[1] + ".")) {
            given().header("Authorization", forged).get(Admin.TENANTS).then().statusCode(401);
        }
    }

    private static JsonNode example(Operation operation) {
        return operation.description().at("/responses/200/content/application~1json/example");
    }

    private static void assign(ObjectNode body, String name) {
        if (!body.has(name)) {
            body.put(name, SENTINEL);
        }
    }

    private static void collectNames(JsonNode node, Set<String> names) {
        node.properties().forEach(member -> {
            names.add(member.getKey());
            collectNames(member.getValue(), names);
        });
        node.elements().forEachRemaining(it -> collectNames(it, names));
    }

    private static Wire.Request as(String key, Wire.Request request) {
        return new Wire.Request(
                request.method(),
                request.target(),
                request.headers().stream()
                        .map(it -> it.startsWith("API-Key") ? "API-Key: " + key : it)
                        .toList(),
                request.body());
    }

    private static List<String> credentials(Operation operation) {
        return List.of(operation.isOfOperators() ? "Admin-Key: " + HubTestResource.ADMIN_KEY : "API-Key: " + Api.ACME);
    }

    private static RequestSpecification known(Operation operation) {
        return operation.isOfOperators() ? Admin.asAdmin() : Api.as(Api.ACME);
    }

    private static Ids ids() {
        return FuzzTest.added(Batches.opened(Batches.heldBatch("99999.00", 99)));
    }

    private static String state(Ids ids) {
        return Api.as(Api.ACME).get(Batches.path(ids.batch(), "/details")).asString()
                + Api.details(Api.ACME, ids.payment());
    }
}
