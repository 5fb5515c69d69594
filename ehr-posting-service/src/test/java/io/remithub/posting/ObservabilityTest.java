package io.remithub.posting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.observability.MetricTable;
import io.remithub.observability.Scrape;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ObservabilityTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Test
    void what_is_exposed_is_what_the_table_of_metrics_says() {
        var exposed = given().baseUri(management).get("/metrics").asString();

        assertThat(Scrape.of(exposed).differences(MetricTable.read(), "ehr-posting-service"))
                .isEmpty();
    }

    @Test
    void ready_asks_the_database_and_neither_a_partner_nor_the_broker() {
        given().baseUri(management)
                .get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Database connections health check"))
                // Channels are listed with nothing to say: live and started speak of them.
                .body("checks.findAll { it.data }.name", contains("Database connections health check"));
    }

    @Test
    void started_is_who_has_subscribed_to_every_channel() {
        given().baseUri(management)
                .get("/health/started")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Subscribed to every channel"));
    }
}
