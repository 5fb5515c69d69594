package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.Fuzz.Ids;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Every operation that the served description names, with what it describes and with what nobody should send. The same
 * seed, the same requests: {@code -Dfuzz.seed=}; for longer, {@code -Dfuzz.seconds=}.
 */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class FuzzTest {

    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("fuzz.seconds", 10));
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final int HOSTILE = 6;
    private static final int MOST_FINDINGS = 20;

    /** Answers to paths that lead to no operation, and to requests that are no HTTP. */
    private static final Set<String> ASTRAY = Set.of("400", "401", "404", "405", "414", "415", "431");

    private static final String STORED = """
            select (select count(*) from payment), (select count(*) from payment_batch),
                   (select count(*) from payer_command), (select count(*) from payment_request),
                   (select count(*) from payment_claim), (select count(*) from claim_registration),
                   (select count(*) from idempotent_answer), (select count(*) from replaced_payment),
                   (select sum(expected_total + current_total) from payment_batch),
                   (select count(*) from tenant), (select count(*) from account), (select sum(revision) from account),
                   (select count(*) from api_key), (select count(revoked_at) from api_key),
                   (select count(*) from audit_entry)""";

    @Inject
    DataSource database;

    private final Random random = new Random(SEED);
    private final Map<String, JsonSchema> schemas = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> answers = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    @Test
    void every_operation_gives_only_documented_answers_whatever_it_is_sent() throws Exception {
        LOG.infof("fuzz.seed=%d", SEED);
        var operations = Operation.all();
        var own = own();
        var known = new ArrayList<>(own);
        known.add(others());
        known.add(new Ids("0".repeat(32), "f".repeat(32), "nothing", NOBODY, NOBODY, "none"));
        var end = Instant.now().plus(LONGEST);
        int rounds = 0;
        while (Instant.now().isBefore(end) && findings.size() < MOST_FINDINGS) {
            for (var operation : operations) {
                var fuzz = new Fuzz(operation, random, own, known);
                check(operation, fuzz.valid(), true);
                for (int i = 0; i < HOSTILE; i++) {
                    check(operation, fuzz.hostile(), false);
                }
            }
            rounds++;
        }

        LOG.infof("fuzz.seed=%d, %d rounds: %s", SEED, rounds, answers);
        assertThat(findings).as("fuzz.seed=%d", SEED).isEmpty();
        assertThat(answers.keySet()).hasSameSizeAs(operations);
        assertThat(answers).allSatisfy((operation, statuses) -> assertThat(statuses.keySet())
                .as(operation + " was refused and refused only")
                .anyMatch(status -> status < 300 || status == 409));
    }

    private void check(Operation operation, Wire.Request request, boolean valid) throws Exception {
        String before = stored();
        Wire.Answer answer;
        try {
            answer = Wire.send(request);
        } catch (IOException silent) {
            findings.add(operation.id() + ": no answer (" + silent.getMessage() + ") to\n" + request);
            return;
        }
        answers.computeIfAbsent(operation.id(), _ -> new TreeMap<>()).merge(answer.status(), 1, Integer::sum);
        if (!isAddress(request.target()) && answer.status() == 400) {
            return; // refused by the server itself, before anybody can give reasons
        }
        var faults = new ArrayList<String>();
        String status = Integer.toString(answer.status());
        boolean astray = !leadsTo(operation, request);
        if (!operation.statuses().contains(status) && !(astray && ASTRAY.contains(status))) {
            faults.add("not documented");
        }
        if (answer.status() >= 500) {
            faults.add("must not happen");
        }
        if (answer.status() >= 400 && answer.status() != 414 && answer.status() != 431) {
            refused(operation, answer, faults);
            if (!stored().equals(before)) {
                faults.add("something was stored");
            }
        } else if (!astray && (answer.status() == 200 || answer.status() == 201)) {
            fits(operation, status, answer.body(), faults);
        }
        if (valid && answer.status() == 400) {
            faults.add("what the description describes is malformed");
        }
        if (!faults.isEmpty()) {
            findings.add(
                    "%s %s: %d%n%s%n%s%n".formatted(operation.id(), faults, answer.status(), answer.body(), request));
        }
    }

    private static boolean isAddress(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean leadsTo(Operation operation, Wire.Request request) {
        String path = request.target().split("\\?")[0].replaceAll("/+", "/");
        return path.matches(operation.path().replaceAll("\\{[^}]*}", "[A-Za-z0-9-]+"));
    }

    private void refused(Operation operation, Wire.Answer answer, List<String> faults) {
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            faults.add("no problem: " + answer.header("Content-Type"));
            return;
        }
        var problem = json(answer.body(), faults);
        schemas.computeIfAbsent("Problem", _ -> content(operation, "401"))
                .validate(problem)
                .forEach(fault -> faults.add(fault.toString()));
        if (problem.path("status").asInt() != answer.status()) {
            faults.add("another status in the problem");
        }
        // Pointers name members of what was sent: that is what they are for.
        problem.path("errors").forEach(error -> ((ObjectNode) error).remove("pointer"));
        if (problem.toString().contains(Hostility.CANARY)) {
            faults.add("repeats what was submitted");
        }
    }

    private void fits(Operation operation, String status, String body, List<String> faults) {
        schemas.computeIfAbsent(operation.id() + status, _ -> content(operation, status))
                .validate(json(body, faults))
                .forEach(fault -> faults.add(fault.toString()));
    }

    private static JsonSchema content(Operation operation, String status) {
        return operation.schema(
                operation.response(status).path("content").elements().next());
    }

    private static JsonNode json(String body, List<String> faults) {
        try {
            return Samples.JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            faults.add("no JSON");
            return Samples.JSON.missingNode();
        }
    }

    private String stored() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(STORED)) {
            rows.next();
            var counts = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                counts.append(rows.getString(i)).append(' ');
            }
            return counts.toString();
        }
    }

    /** Open, held and issued. */
    private static List<Ids> own() {
        var ids = new ArrayList<Ids>();
        for (int i = 0; i < 8; i++) {
            ids.add(added(Batches.opened(Batches.heldBatch("99999.00", 99))));
            var held = added(Batches.opened(Batches.heldBatch("1754.98", 1)));
            Batches.bare(held.batch(), "/start").then().statusCode(204);
            ids.add(held);
        }
        ids.add(issued(Api.ACME));
        return ids;
    }

    private static Ids others() {
        return issued(Api.GLOBEX);
    }

    static Ids added(String batch) {
        var payment = Batches.payment();
        String reference = payment.at("/paymentDetails/issuerReferenceId").asText();
        return ids(batch, Batches.added(batch, payment).getFirst(), reference);
    }

    private static Ids issued(String key) {
        var payment = Samples.balanced();
        var issued = Api.post(key, Api.PAYMENTS, payment).then().statusCode(201).extract();
        return ids(
                issued.path("batchId"),
                issued.path("paymentId"),
                Samples.details(payment).get("issuerReferenceId").asText());
    }

    /** With a tenant of its own. */
    private static Ids ids(String batch, String payment, String reference) {
        String tenant = Admin.tenant();
        String account = Admin.account(tenant, "A");
        String key = Admin.key(tenant, Admin.newKey("fuzz", "payments:read"))
                .get("keyId")
                .asText();
        return new Ids(batch, payment, reference, last(tenant), last(account), key);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
