package io.remithub.intake;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** The door, as a payer knocks at it. */
final class Api {

    static final String ACME = "local-acme-key";
    static final String ACME_PHI = "local-acme-phi-key";
    static final String GLOBEX = "local-globex-key";
    static final String PAYMENTS = "/api/v1/payments";
    static final String CLAIMS = "/api/v1/claims";

    private Api() {}

    static RequestSpecification as(String key) {
        return given().header("API-Key", key)
                .urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    static Response post(String key, String path, JsonNode body) {
        return post(key, path, body.toString());
    }

    static Response post(String key, String path, String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    static Response issue(JsonNode payment) {
        return post(ACME, PAYMENTS, payment);
    }

    static String issued(JsonNode payment) {
        return issue(payment).then().statusCode(201).extract().path("paymentId");
    }

    static ObjectNode details(String key, String paymentId) {
        return Samples.json(as(key).get(PAYMENTS + "/" + paymentId + "/details")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
