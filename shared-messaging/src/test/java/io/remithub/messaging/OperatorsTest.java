package io.remithub.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.operators.Audit;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, with tokens of a real issuer. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OperatorsTest {

    @Inject
    Audit audit;

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({"viewer,200", "operator,200", "approver,200", "admin,200", "nobody,403"})
    void whoever_may_see_sees_what_is_parked(String person, int status) {
        given().header("Authorization", HubTestResource.bearer(person))
                .get("/parked")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "nobody,403", "operator,404", "admin,404"})
    void whoever_may_decide_decides(String person, int status) {
        given().header("Authorization", HubTestResource.bearer(person))
                .contentType("application/json")
                .body("{\"reason\":\"r\"}")
                .post("/parked/999999999/discard")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(status == 403 ? "forbidden" : "not-found"));
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "operator,403", "approver,200", "admin,200"})
    void the_audit_is_for_those_who_answer_for_it(String person, int status) {
        given().header("Authorization", HubTestResource.bearer(person))
                .get("/audit")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Basic eDp5"})
    void without_a_valid_token_there_is_no_answer(String header) {
        given().header("Authorization", header)
                .get("/parked")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/parked?topic=%00", "/parked?code=a%00b", "/audit?subject=%00", "/audit?actor=%00"})
    void a_question_with_a_character_that_no_database_stores_is_refused(String question) {
        given().urlEncodingEnabled(false)
                .header("Admin-Key", HubTestResource.ADMIN_KEY)
                .get(question)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed-request"));
    }

    @ParameterizedTest
    @CsvSource({
        "/audit?after=x&subject=%00&from=today&limit=0, ?after ?subject ?from ?limit",
        "/audit?from=%2B300000-01-01T00:00:00Z, ?from",
        "/audit?from=%2B999999999-01-01T00:00:00Z, ?from",
        "/audit?from=-4800-01-01T00:00:00Z, ?from",
        "/parked?code=%00&cursor=-1&limit=many, ?code ?cursor ?limit",
        "/gaps?cursor=x&limit=101, ?cursor ?limit"
    })
    void every_parameter_that_is_out_of_bounds_is_named(String question, String pointers) {
        given().urlEncodingEnabled(false)
                .header("Admin-Key", HubTestResource.ADMIN_KEY)
                .get(question)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder(pointers.split(" ")));
    }

    @Test
    void what_was_done_is_exported_as_json_lines_and_nobody_can_change_it() throws SQLException {
        String subject = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            audit.record(new Audit.Entry("operator", "exception.approve", null, subject, "seen", "call of today"));
            audit.record(new Audit.Entry("approver", "exception.approve", null, subject, "seen, too", null));
        });

        String lines = given().header("Authorization", HubTestResource.bearer("approver"))
                .get("/audit?subject=" + subject)
                .then()
                .statusCode(200)
                .contentType("application/jsonl")
                .extract()
                .asString();

        assertThat(lines.lines()).hasSize(2).first().asString().contains("\"actor\":\"operator\"", "\"note\":\"seen\"");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from audit_entry"))
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() -> statement.execute("update audit_entry set note = ''"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void whoever_goes_on_after_the_last_entry_misses_none_that_was_under_way() throws Exception {
        String subject = Ids.next();
        var recorded = new CountDownLatch(1);
        var decided = new CountDownLatch(1);
        try (var people = Executors.newCachedThreadPool()) {
            people.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                audit.record(new Audit.Entry("slow", "exception.approve", null, subject, null, null));
                recorded.countDown();
                return decided.await(20, TimeUnit.SECONDS);
            }));
            recorded.await();
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.record(new Audit.Entry("quick", "exception.approve", null, subject, null, null)));

            var read = people.submit(() -> audit.read(0, subject, null, null, 10));

            assertThatThrownBy(() -> read.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            decided.countDown();
            assertThat(read.get()).extracting(Audit.Written::actor).containsExactly("slow", "quick");
        }
    }

    @Test
    void whoever_asks_while_somebody_writes_for_long_is_told_to_ask_again() throws SQLException {
        try (var connection = database.getConnection();
                var writing = connection.createStatement()) {
            connection.setAutoCommit(false);
            writing.execute("lock table audit_entry in row exclusive mode");

            given().header("Authorization", HubTestResource.bearer("approver"))
                    .get("/audit")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .body("code", equalTo("unavailable"));
        }
    }

    @Test
    void what_is_recorded_stands_and_falls_with_what_was_done() {
        String subject = Ids.next();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    audit.record(new Audit.Entry("operator", "exception.approve", null, subject, "seen", null));
                    throw new IllegalStateException("not done after all");
                }))
                .hasMessageContaining("not done after all");

        assertThat(audit.read(0, subject, null, null, 10)).isEmpty();
    }
}
