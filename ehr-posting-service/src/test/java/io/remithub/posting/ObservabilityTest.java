package io.remithub.posting;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.observability.ObservedService;

@QuarkusTest
class ObservabilityTest extends ObservedService {

    ObservabilityTest() {
        super("ehr-posting-service");
    }
}
