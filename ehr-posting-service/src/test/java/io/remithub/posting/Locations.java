package io.remithub.posting;

import static io.restassured.RestAssured.given;

import io.remithub.embedded.HubTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** The administration of the practice's locations, as an operator with a token uses it. */
final class Locations {

    private Locations() {}

    static void set(String location, String settings) {
        put("admin", location, settings).statusCode(204);
    }

    static ValidatableResponse put(String person, String location, String settings) {
        return as(person)
                .contentType("application/json")
                .body(settings)
                .put("/admin/locations/every-health/" + location)
                .then();
    }

    static RequestSpecification as(String person) {
        return given().header("Authorization", HubTestResource.bearer(person));
    }
}
