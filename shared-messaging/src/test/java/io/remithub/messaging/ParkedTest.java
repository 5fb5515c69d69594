package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.polled;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with a record that was set aside. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ParkedTest {

    private static final byte[] GARBAGE = {1, 2, 3};

    @Inject
    Inbox inbox;

    private final String batch = Ids.next();
    private final List<String> applied = new CopyOnWriteArrayList<>();
    private final Set<String> poison = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void a_channel_that_chokes() {
        inbox.opens(Topic.PAYMENTS_INTAKE, events -> {
            if (events.stream().anyMatch(event -> poison.contains(name(event)))) {
                throw new IllegalStateException("cannot");
            }
            events.forEach(event -> applied.add(name(event)));
        });
    }

    @Test
    void the_list_says_what_was_parked_why_what_waits_behind_it_and_what_to_do() {
        poison.add(batch + " 1");
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 2), aRecord(batch, 3)));

        operator()
                .get("/parked?topic=payments.intake.v1&limit=100")
                .then()
                .statusCode(200)
                .body("data.subject", hasItem(batch))
                .rootPath("data.find { it.subject == '" + batch + "' }")
                .body("sequence", equalTo(1))
                .body("code", equalTo("not-applicable"))
                .body("waiting", equalTo(2))
                .body("type", equalTo("io.remithub.events.intake.PaymentRemoved"))
                .body("nextAction", notNullValue());
    }

    @Test
    void what_is_replayed_after_the_fault_is_mended_is_applied_once_and_what_waited_follows() {
        poison.add(batch + " 2");
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 2), aRecord(batch, 3)));
        var parked = parked(batch);
        decide(parked, "replay").statusCode(409).body("code", equalTo("still-not-applicable"));

        poison.clear();
        decide(parked, "replay").statusCode(204);

        assertThat(applied).containsExactly(batch + " 1", batch + " 2", batch + " 3");
        decide(parked, "replay").statusCode(404);
        assertThat(applied).hasSize(3);
    }

    @Test
    void without_what_is_discarded_its_subject_goes_on() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE), aRecord(batch, 2), aRecord(batch, 3)));
        var parked = parked(batch);
        decide(parked, "replay").statusCode(409).body("code", equalTo("still-not-applicable"));

        decide(parked, "discard").statusCode(204);

        assertThat(applied).containsExactly(batch + " 2", batch + " 3");
        decide(parked, "discard").statusCode(404);
    }

    @Test
    void of_two_that_were_parked_of_one_subject_the_first_is_decided_on_first() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE), aRecord(batch, 2, GARBAGE), aRecord(batch, 3)));
        var both = operator().get("/parked?limit=100").jsonPath();
        var first = idOf(both, 1);
        var second = idOf(both, 2);

        decide(second, "discard").statusCode(409).body("code", equalTo("earlier-event-waits"));
        decide(first, "discard").statusCode(204);
        decide(second, "discard").statusCode(204);

        assertThat(applied).containsExactly(batch + " 3");
    }

    @Test
    void nothing_is_decided_without_a_reason() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE)));

        operator()
                .contentType("application/json")
                .body("{\"reason\":\" \"}")
                .post("/parked/" + parked(batch) + "/discard")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/reason"));
    }

    @Test
    void a_reason_with_a_character_that_no_database_stores_is_refused_and_nothing_has_changed() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE)));
        var parked = parked(batch);

        operator()
                .contentType("application/json")
                .body("{\"reason\":\"seen\\u0000\"}")
                .post("/parked/" + parked + "/discard")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));

        decide(parked, "discard").statusCode(204);
    }

    @Test
    void pages_follow_each_other_and_odd_parameters_are_refused() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE), aRecord(batch + "b", 1, GARBAGE)));

        var first = operator().get("/parked?limit=1").jsonPath();
        var second = operator()
                .get("/parked?limit=1&cursor=" + first.getString("nextCursor"))
                .jsonPath();

        assertThat(second.getLong("data[0].id")).isGreaterThan(first.getLong("data[0].id"));
        operator().get("/parked?limit=0").then().statusCode(400);
        operator().get("/parked?cursor=x").then().statusCode(400);
        operator()
                .contentType("application/json")
                .body("{\"reason\":\"r\"}")
                .post("/parked/x/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void without_the_key_there_is_no_answer() {
        given().get("/parked").then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Admin-Key", "wrong").get("/parked").then().statusCode(401);
        given().header("Admin-Key", "wrong")
                .contentType("application/json")
                .body("{\"reason\":\"r\"}")
                .post("/parked/1/discard")
                .then()
                .statusCode(401);
    }

    private static RequestSpecification operator() {
        return given().header("Admin-Key", HubTestResource.ADMIN_KEY);
    }

    private static long parked(String subject) {
        return operator()
                .get("/parked?limit=100")
                .jsonPath()
                .getLong("data.find { it.subject == '" + subject + "' }.id");
    }

    private long idOf(JsonPath page, int sequence) {
        return page.getLong("data.find { it.subject == '" + batch + "' && it.sequence == " + sequence + " }.id");
    }

    private static ValidatableResponse decide(long id, String what) {
        return operator()
                .contentType("application/json")
                .body("{\"reason\":\"seen by the operator\"}")
                .post("/parked/" + id + "/" + what)
                .then();
    }

    private static String name(ReceivedEvent event) {
        return event.subject() + " " + event.sequence();
    }
}
