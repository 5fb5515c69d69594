package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locations as they are administered, and what is posted there. */
@QuarkusTest
class LocationsTest {

    @Inject
    Claims claims;

    private final String location = Integer.toString(ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE));

    private Stubs stubs;
    private Told told;

    @BeforeEach
    void usualAnswers() {
        stubs = new Stubs();
        stubs.usual();
        told = new Told();
    }

    @AfterEach
    void close() {
        told.close();
    }

    @Test
    void a_location_that_was_never_administered_has_the_defaults() {
        Locations.as("viewer")
                .get("/admin/locations/every-health/" + location)
                .then()
                .statusCode(200)
                .body("$", is(anEmptyMap()));
    }

    @Test
    void what_is_set_is_shown_on_record_and_can_be_taken_back() {
        Locations.set(location, """
                {"mode": "PATIENT_ONLY", "healthRecord": "DENTRIX", "insurancePaymentType": "Payer EFT",
                 "reversalType": "Payer Reversal", "transactionPrefix": "EH", "note": "asked for by the practice"}""");

        Locations.as("viewer")
                .get("/admin/locations/every-health/" + location)
                .then()
                .body("mode", equalTo("PATIENT_ONLY"))
                .body("healthRecord", equalTo("DENTRIX"))
                .body("insurancePaymentType", equalTo("Payer EFT"))
                .body("reversalType", equalTo("Payer Reversal"))
                .body("transactionPrefix", equalTo("EH"));
        Locations.as("viewer")
                .get("/admin/locations?limit=1&cursor=every-health/" + location.substring(0, location.length() - 1))
                .then()
                .body("data.locationId", hasItem(location))
                .body("data.subdomain", hasItem("every-health"));
        Locations.as("admin")
                .delete("/admin/locations/every-health/" + location)
                .then()
                .statusCode(204);
        Locations.as("admin")
                .delete("/admin/locations/every-health/" + location)
                .then()
                .statusCode(404);
        Locations.as("admin")
                .get("/audit?subject=every-health/" + location)
                .then()
                .body(containsString("\"location.set\""))
                .body(containsString("asked for by the practice"))
                .body(containsString("mode=PATIENT_ONLY"))
                .body(containsString("\"location.forget\""));
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "operator,403", "approver,403", "nobody,403", "admin,204"})
    void locations_are_set_by_whoever_has_the_role_admin(String person, int status) {
        Locations.put(person, location, "{}").statusCode(status);
    }

    @Test
    void the_admin_key_sets_them_too() {
        given().header("Admin-Key", HubTestResource.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"mode\": \"OFF\"}")
                .put("/admin/locations/every-health/" + location)
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\": \"SOME\"}",
                "{\"healthRecord\": \"PAPER\"}",
                "{\"transactionPrefix\": \"HUB:\"}",
                "{\"insurancePaymentType\": \"\"}",
                "null",
                ""
            })
    void what_is_no_setting_is_refused(String settings) {
        Locations.put("admin", location, settings).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_location_posts_as_its_own_types_and_prefix() {
        Locations.set(location, "{\"insurancePaymentType\": \"Payer EFT\", \"transactionPrefix\": \"EH\"}");
        stubs.types(location, "Insurance Payment", "Payer EFT");
        var claim = aClaim().at(location);
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);

        told.expect(claim, "PAYMENT ACCEPTED", "CHARGE NOT_REQUIRED nothing-to-post");
        assertThat(stubs.payments(claim).getFirst().getBodyAsString())
                .contains("\"Payer EFT\"")
                .contains("\"EH:");
    }

    @Test
    void a_location_that_is_off_is_left_alone() {
        Locations.set(location, "{\"mode\": \"OFF\"}");
        var claim = aClaim().at(location).share(10_000);

        claims.ask(claim);

        told.expect(claim, "PAYMENT NOT_REQUIRED location-mode", "CHARGE NOT_REQUIRED location-mode");
        assertThat(stubs.payments(claim)).isEmpty();
        assertThat(stubs.charges(claim)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Praxis 2000,", "OPEN_DENTAL,OTHER"})
    void a_health_record_that_takes_no_payments_gets_no_call(String registered, String administered) {
        if (administered != null) {
            Locations.set(location, "{\"healthRecord\": \"%s\"}".formatted(administered));
        }
        var claim = aClaim().at(location);
        claim.healthRecord = registered;

        claims.ask(claim);

        told.expect(claim, "PAYMENT WAITING ehr-unsupported", "CHARGE NOT_REQUIRED nothing-to-post");
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void dentrix_gets_the_charge_split_and_may_show_it_with_the_provider() {
        stubs.types(location, "Insurance Payment");
        var claim = aClaim().at(location);
        claim.healthRecord = "Dentrix";
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(
                get(urlPathEqualTo("/nexhealth/payments"))
                        .withQueryParam("transaction_id", WireMock.equalTo(Stubs.transactionId(claim))),
                okJson("""
                        {"code": true, "data": [{"transaction_id": "%s", "amount": -1500.00, "provider_id": 1}]}""".formatted(Stubs.transactionId(claim))));

        claims.ask(claim);

        told.expect(claim, "PAYMENT ACCEPTED", "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim).getFirst().getBodyAsString()).contains("charge_splits");
    }
}
