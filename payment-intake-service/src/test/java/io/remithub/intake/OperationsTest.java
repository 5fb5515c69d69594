package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OperationsTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health/started", "/metrics"})
    void the_service_says_how_it_is_on_the_management_port_and_not_to_payers(String path) {
        given().baseUri(management).get(path).then().statusCode(200);
        given().get("/q" + path).then().statusCode(404);
    }

    @Test
    void the_api_is_described_where_it_is_served() {
        String document = given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        var api = Samples.json(document);

        assertThat(api.at("/paths").properties().stream().map(it -> it.getKey()))
                .contains(
                        Api.PAYMENTS, Api.PAYMENTS + "/{paymentId}", Api.PAYMENTS + "/{paymentId}/details", Api.CLAIMS);
        assertThat(api.at("/components/schemas/Money/type").toString()).contains("number");
    }
}
