package io.remithub.intake.inbound.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.operators.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ProblemPagesTest {

    @ParameterizedTest
    @EnumSource(Problems.class)
    void every_problems_type_has_a_page_that_says_what_it_is(Problems problem) {
        assertThat(page(problem.type()))
                .startsWith(heading(problem.code(), Integer.toString(problem.status()), problem.title()));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void what_the_framework_refuses_has_a_page_too(Refusal refusal) {
        String status = refusal == Refusal.REFUSED ? "4xx" : Integer.toString(refusal.status());
        assertThat(page(refusal.type())).startsWith(heading(refusal.code(), status, refusal.title()));
    }

    @Test
    void no_page_is_of_a_problem_that_there_is_not() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs", "problems.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(Problems.values()).map(Problems::code),
                                Arrays.stream(Refusal.values()).map(Refusal::code))
                        .collect(Collectors.toSet()));
        given().get("/problems/nothing").then().statusCode(404).body("code", equalTo("not-found"));
        given().get("/problems").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch-cancelled",
                "status-not-cancellable",
                "status-not-replaceable",
                "status-not-removable",
                "payment-unknown"
            })
    void what_only_a_command_that_lost_is_told_is_listed_beside_the_problems(String code) {
        given().get("/problems").then().statusCode(200).body(containsString("`%s`".formatted(code)));
    }

    @Test
    void what_the_framework_refuses_bears_the_title_of_its_type() {
        given().header("API-Key", "local-acme-key")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .body("title", equalTo(Problems.NOT_FOUND.title()));
    }

    @Test
    void an_operators_side_says_that_nobody_is_signed_in_or_that_the_role_is_missing() {
        given().get("/parked").then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Authorization", HubTestResource.bearer("nobody"))
                .get("/parked")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("title", equalTo(Refusal.FORBIDDEN.title()));
    }

    private static String page(URI type) {
        return given().get(type.getPath())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\\s+", " ");
    }

    private static String heading(String code, String status, String title) {
        return "## %s %s %s. ".formatted(code, status, title.replaceAll("\\.$", ""));
    }
}
