package io.remithub.observability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.Test;

/** What every service shows of itself on its management port: its test extends this. */
public abstract class ObservedService {

    @TestHTTPResource(value = "/", management = true)
    @SuppressWarnings("NullAway.Init")
    protected String management;

    private final String service;

    /** @param service as the table of metrics names it */
    protected ObservedService(String service) {
        this.service = service;
    }

    @Test
    void what_is_exposed_is_what_the_table_of_metrics_says() {
        assertThat(scrape().differences(MetricTable.read(), service)).isEmpty();
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

    protected Scrape scrape() {
        return Scrape.of(given().baseUri(management).get("/metrics").asString());
    }
}
