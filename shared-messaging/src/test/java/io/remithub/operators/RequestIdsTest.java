package io.remithub.operators;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestIdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/parked", "/nowhere"})
    void every_answer_carries_a_request_id_the_callers_own_if_it_is_sane(String path) {
        given().get(path).then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        given().header("X-Request-Id", "call-17").get(path).then().header("X-Request-Id", equalTo("call-17"));
        given().header("X-Request-Id", "a b\"c")
                .get(path)
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/parked", "/nowhere"})
    void what_a_caller_correlates_by_comes_back_if_it_is_sane(String path) {
        given().header("X-Correlation-Id", "c-1").get(path).then().header("X-Correlation-Id", equalTo("c-1"));
        given().header("X-Correlation-Id", "a b\"c").get(path).then().header("X-Correlation-Id", nullValue());
    }
}
