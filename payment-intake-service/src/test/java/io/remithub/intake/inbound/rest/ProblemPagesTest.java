package io.remithub.intake.inbound.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ProblemPagesTest {

    @ParameterizedTest
    @EnumSource(Problems.class)
    void every_problems_type_has_a_page_that_says_what_it_is(Problems problem) {
        String address = problem.type().getPath();

        String page = given().get(address).then().statusCode(200).extract().asString();

        String status = problem == Problems.REFUSED ? "4xx" : Integer.toString(problem.status());
        assertThat(page.replaceAll("\\s+", " "))
                .startsWith("## %s %s %s. "
                        .formatted(problem.code(), status, problem.title().replaceAll("\\.$", "")));
    }

    @Test
    void no_page_is_of_a_problem_that_there_is_not() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs", "problems.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Problems.values()).map(Problems::code).toList());
        given().get("/problems/nothing").then().statusCode(404).body("code", equalTo("not-found"));
        given().get("/problems").then().statusCode(200);
    }

    @Test
    void what_the_framework_refuses_bears_the_title_of_its_type() {
        given().header("API-Key", "local-acme-key")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .body("title", equalTo(Problems.NOT_FOUND.title()));
    }
}
