package io.remithub.poller;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.remithub.embedded.HubTestResource;

/** What every {@code @QuarkusTest} of this module runs on: a database, a broker and the clearinghouse's stand-in. */
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = IntegrexServer.class, scope = TestResourceScope.GLOBAL)
final class TestStack {

    private TestStack() {}
}
