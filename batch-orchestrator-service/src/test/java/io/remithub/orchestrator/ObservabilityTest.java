package io.remithub.orchestrator;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.observability.ObservedService;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ObservabilityTest extends ObservedService {

    ObservabilityTest() {
        super("batch-orchestrator-service");
    }
}
