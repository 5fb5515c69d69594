package io.remithub.poller;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.observability.ObservedService;

@QuarkusTest
class ObservabilityTest extends ObservedService {

    ObservabilityTest() {
        super("claim-status-poller");
    }
}
