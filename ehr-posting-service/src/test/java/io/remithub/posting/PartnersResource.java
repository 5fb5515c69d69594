package io.remithub.posting;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remithub.embedded.PhiKeyset;
import java.util.HashMap;
import java.util.Map;

/** NexHealth and Decoda as one stub server, and the settings that make minutes of waiting into moments. */
public final class PartnersResource implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "io.remithub.posting.partners-port";
    private static final String KEYSET = "io.remithub.posting.keyset";
    static final String OLD_SECRET = "the-secret-before";
    static final String SECRET = "the-secret-of-today";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));

    @Override
    public Map<String, String> start() {
        server.start();
        System.setProperty(PORT, Integer.toString(server.port()));
        var settings = new HashMap<String, String>();
        settings.put("nexhealth.url", server.baseUrl() + "/nexhealth");
        settings.put("nexhealth.calls-per-minute", "600000");
        settings.put("nexhealth.api-key", "nexhealth-key");
        settings.put("nexhealth.webhook-secret", SECRET + "," + OLD_SECRET);
        settings.put("decoda.url", server.baseUrl() + "/decoda");
        settings.put("decoda.api-key", "decoda-key");
        settings.put("decoda.tenant", "every-health");
        settings.put("decoda.webhook-secret", SECRET);
        settings.put("partner.public-webhook-url", "http://localhost:8083");
        settings.put("partner.call-timeout", "PT2S");
        // The next profile opens what this one has sealed.
        settings.put(
                "phi.keyset",
                System.getProperties()
                        .computeIfAbsent(KEYSET, _ -> PhiKeyset.generate())
                        .toString());
        settings.put("ehr.confirm-within", "PT1S");
        settings.put("ehr.read-lag", "PT1S");
        settings.put("ehr.retry-first", "PT0.2S");
        settings.put("ehr.retry-cap", "PT1S");
        settings.put("ehr.idle", "PT0.1S");
        return settings;
    }

    @Override
    public void stop() {
        server.stop();
    }
}
