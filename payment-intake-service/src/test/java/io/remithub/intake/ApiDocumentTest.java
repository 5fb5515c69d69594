package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ApiDocumentTest {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path SERVED = Path.of("target", "openapi.yaml");

    @Test
    void the_document_in_the_project_is_the_one_that_is_served() throws IOException {
        String served = given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Files.writeString(SERVED, served);

        assertThat(served)
                .as("The API has changed. If that is meant: cp %s %s", SERVED, COMMITTED)
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_an_example_of_its_request_and_of_each_answer() {
        var names = new ArrayList<String>();
        var faults = new ArrayList<String>();
        for (var operation : Operation.all()) {
            names.add(operation.id());
            if (operation.description().path("summary").asText().isEmpty()) {
                faults.add(operation.id() + " has no summary");
            }
            operation.contents().forEach((where, content) -> {
                if (content.path("example").isMissingNode()) {
                    faults.add(where + " has no example");
                }
            });
        }

        assertThat(names).doesNotContain("").doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(faults).isEmpty();
    }

    @Test
    void every_example_fits_its_schema() {
        var faults = new ArrayList<String>();
        for (var operation : Operation.all()) {
            operation.contents().forEach((where, content) -> operation
                    .schema(content)
                    .validate(content.path("example"))
                    .forEach(fault -> faults.add(where + ": " + fault)));
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void every_error_is_a_problem() {
        var others = new ArrayList<String>();
        for (var operation : Operation.all()) {
            assertThat(operation.statuses()).contains("400", "401", "503");
            operation.statuses().stream()
                    .filter(it -> it.startsWith("4") || it.startsWith("5"))
                    .forEach(status -> {
                        String schema = operation
                                .response(status)
                                .at("/content/application~1problem+json/schema/$ref")
                                .asText();
                        if (!schema.endsWith("/Problem")) {
                            others.add(operation.id() + " " + status);
                        }
                    });
        }

        assertThat(others).isEmpty();
    }

    @Test
    void the_api_can_be_tried_out_in_every_environment() {
        given().get("/q/swagger-ui/").then().statusCode(200);
        assertThat(ConfigProvider.getConfig().getValue("quarkus.swagger-ui.always-include", Boolean.class))
                .isTrue();
    }
}
