package io.remithub.poller;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remithub.embedded.PhiKeyset;
import java.util.HashMap;
import java.util.Map;

/** The clearinghouse's stand-in, a keyset of the day, and waits as short as a test wants them. */
public final class IntegrexServer implements QuarkusTestResourceLifecycleManager {

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @Override
    public Map<String, String> start() {
        server.start();
        var config = new HashMap<String, String>();
        config.put("integrex.url", server.baseUrl() + "/api/v2");
        config.put("integrex.token-url", server.baseUrl() + "/api/v2/auth");
        config.put("integrex.client-id", "hub");
        config.put("integrex.client-secret", "secret");
        config.put("integrex.timeout", "PT3S");
        config.put("integrex.max-answer", "64K");
        config.put("phi.keyset", PhiKeyset.generate());
        config.put("poller.poll-first", "PT0.2S");
        config.put("poller.poll-cap", "PT0.4S");
        config.put("poller.ticket-ttl", "PT3S");
        config.put("poller.credential-wait", "PT0.3S");
        config.put("poller.lease-margin", "PT5S");
        config.put("poller.idle", "PT0.05S");
        config.put("poller.concurrency", "8");
        config.put("budget.calls-per-second", System.getProperty("budget.calls-per-second", "200"));
        config.put("budget.calls-per-second-of-payer", "1000");
        // ChaosTest lets transactions die by the hundred.
        config.put("quarkus.log.category.\"com.arjuna\".level", "ERROR");
        return config;
    }

    @Override
    public void stop() {
        server.stop();
    }
}
