package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.count;
import static io.remithub.messaging.Fixtures.polled;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.embedded.HubTestResource;
import io.remithub.operators.Audit;
import io.remithub.schemas.Topic;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does where an event will never come. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class SkipGapTest {

    private static final byte[] GARBAGE = {1, 2, 3};

    @Inject
    Inbox inbox;

    @Inject
    Audit audit;

    @Inject
    SkipGap skipGap;

    @Inject
    Sql sql;

    @Inject
    DataSource database;

    private final String batch = Ids.next();
    private final List<String> applied = new CopyOnWriteArrayList<>();

    @BeforeEach
    void a_channel() {
        inbox.opens(Topic.PAYMENTS_INTAKE, Fixtures.note(applied));
    }

    @Test
    void the_list_says_where_a_subject_stands_still_and_since_when() {
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 4), aRecord(batch, 5)));

        as("viewer", "/gaps?cursor=" + justBefore())
                .statusCode(200)
                .body("data[0].id", equalTo(gap(4)))
                .body("data[0].subject", equalTo(batch))
                .body("data[0].applied", equalTo(1))
                .body("data[0].next", equalTo(4))
                .body("data[0].waiting", equalTo(2))
                .body("data[0].since", notNullValue());
    }

    @Test
    void without_what_never_came_its_subject_goes_on_as_far_as_to_the_next_gap() {
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 3), aRecord(batch, 4), aRecord(batch, 6)));

        skip(gap(3)).statusCode(204);

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4");
        skip(gap(3)).statusCode(404);
        assertThat(audit.read(0, batch, null, null, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("gap.skipped");
            assertThat(entry.tenant()).isEqualTo(Fixtures.TENANT);
            assertThat(entry.note()).isEqualTo("expired from the topic");
            assertThat(entry.evidence()).isEqualTo("payments.intake.v1 2 to 2");
        });
        skip(gap(6)).statusCode(204);
        assertThat(applied).endsWith(batch + " 6");
    }

    @Test
    void of_a_subject_that_is_new_the_first_may_have_been_lost_and_what_comes_late_does_nothing() {
        inbox.apply(polled(aRecord(batch, 2)));

        skip(gap(2)).statusCode(204);
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 3)));

        assertThat(applied).containsExactly(batch + " 2", batch + " 3");
    }

    @Test
    void what_was_set_aside_is_decided_on_by_itself() {
        inbox.apply(polled(aRecord(batch, 1, GARBAGE), aRecord(batch, 2)));

        skip(gap(2)).statusCode(409).body("code", equalTo("earlier-event-waits"));

        assertThat(applied).isEmpty();
    }

    @Test
    void a_gap_before_what_was_set_aside_is_closed_as_far_as_to_it() {
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 3, GARBAGE), aRecord(batch, 4)));

        skip(gap(4)).statusCode(204);
        assertThat(applied).containsExactly(batch + " 1");
        assertThat(audit.read(0, batch, null, null, 10)).singleElement().satisfies(entry -> assertThat(entry.evidence())
                .isEqualTo("payments.intake.v1 2 to 2"));
        skip(gap(4)).statusCode(409);
        discard().statusCode(204);

        assertThat(applied).containsExactly(batch + " 1", batch + " 4");
    }

    @Test
    void a_gap_is_listed_and_closed_where_only_what_was_set_aside_is_behind_it() {
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 3, GARBAGE), aRecord(batch, 5, GARBAGE)));
        discard().statusCode(409).body("code", equalTo("earlier-event-waits"));

        as("viewer", "/gaps?cursor=" + justBefore())
                .body("data[0].id", equalTo(gap(3)))
                .body("data[0].applied", equalTo(1))
                .body("data[0].waiting", equalTo(0));
        skip(gap(3)).statusCode(204);
        skip(gap(3)).statusCode(404);
        discard().statusCode(204);

        as("viewer", "/gaps?cursor=" + justBefore()).body("data[0].id", equalTo(gap(5)));
        skip(gap(5)).statusCode(204);
        discard().statusCode(204);
        inbox.apply(polled(aRecord(batch, 6)));
        assertThat(applied).containsExactly(batch + " 1", batch + " 6");
        as("viewer", "/gaps?cursor=" + justBefore()).body("data.subject", not(hasItem(batch)));
    }

    @Test
    void what_waits_for_nothing_any_more_is_applied_when_it_is_skipped_and_nobody_has_decided_anything() {
        inbox.apply(polled(aRecord(batch, 1), aRecord(batch, 3), aRecord(batch, 4), aRecord(batch, 6)));
        diedOnceItHadClosed(2);
        as("viewer", "/gaps?cursor=" + justBefore())
                .body("data[0].applied", equalTo(2))
                .body("data[0].next", equalTo(3));

        skip(gap(3)).statusCode(204);

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4");
        assertThat(audit.read(0, batch, null, null, 10)).isEmpty();
        skip(gap(3)).statusCode(404);
    }

    @Test
    void what_was_set_aside_without_a_subject_is_behind_no_gap() {
        var nobodys = aRecord(batch, 7);
        nobodys.headers().remove("ce_subject");

        inbox.apply(polled(nobodys));

        assertThat(count(database, "parked_event", "key", batch)).isOne();
        assertThat(skipGap.list(null, 10_000)).extracting(Gap::subject).doesNotContainNull();
    }

    @Test
    void pages_follow_each_other() {
        inbox.apply(polled(aRecord(batch, 2), aRecord(batch + "b", 2)));

        var first =
                as("viewer", "/gaps?limit=1&cursor=" + justBefore()).extract().jsonPath();
        var second = as("viewer", "/gaps?limit=1&cursor=" + first.getString("nextCursor"))
                .extract()
                .jsonPath();

        assertThat(first.getList("data.subject")).containsExactly(batch);
        assertThat(second.getList("data.subject")).containsExactly(batch + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "cursor=x", "cursor=a:b", "cursor=a:b:c"})
    void odd_parameters_are_refused(String query) {
        as("viewer", "/gaps?" + query).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "nobody,403", "operator,404", "admin,404"})
    void whoever_may_decide_decides(String person, int status) {
        given().header("Authorization", HubTestResource.bearer(person))
                .contentType("application/json")
                .body("{\"reason\":\"r\"}")
                .post("/gaps/" + gap(9) + "/skip")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "no.topic.v1:a:2", "payments.intake.v1:a:b"})
    void what_is_no_gap_is_unknown(String id) {
        skip(id).statusCode(404);
    }

    /** The first of the batch that was set aside. */
    private ValidatableResponse discard() {
        long id = given().header("Admin-Key", HubTestResource.ADMIN_KEY)
                .get("/parked?limit=100")
                .jsonPath()
                .getLong("data.find { it.subject == '" + batch + "' }.id");
        return given().header("Admin-Key", HubTestResource.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"reason\":\"no event of ours\"}")
                .post("/parked/" + id + "/discard")
                .then();
    }

    /** A process that ended before it applied what waits. */
    private void diedOnceItHadClosed(long missing) {
        sql.update("update inbox_mark set last = ? where subject = ?", missing, batch);
    }

    private String gap(int next) {
        return "payments.intake.v1:" + batch + ":" + next;
    }

    private String justBefore() {
        return "payments.intake.v1:" + batch.substring(0, batch.length() - 1) + ":1";
    }

    private static ValidatableResponse as(String person, String question) {
        return given().header("Authorization", HubTestResource.bearer(person))
                .get(question)
                .then();
    }

    private static ValidatableResponse skip(String id) {
        return given().header("Admin-Key", HubTestResource.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"reason\":\"expired from the topic\"}")
                .post("/gaps/" + id + "/skip")
                .then();
    }
}
