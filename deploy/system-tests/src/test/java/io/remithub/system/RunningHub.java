package io.remithub.system;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the hub, the sample payment included, before the first test that needs it, and stops it after the last one. */
final class RunningHub implements BeforeAllCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(RunningHub.class);

    /** Who waits in vain for a partner, or for a consumer that is dead, gives up sooner than with real ones. */
    private static final Map<String, String> QUICK = Map.of(
            "PARTNER_CALL_TIMEOUT", "PT3S",
            "INTEGREX_TIMEOUT", "PT3S",
            "CLAIM_CREDENTIAL_WAIT", "PT2S",
            "PARTNER_CIRCUIT_DELAY", "PT2S",
            "EHR_RETRY_CAP", "PT3S",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "2000");

    private record Started(Dev.Run up, Collector collector) implements AutoCloseable {

        static Started now() {
            try {
                Dev.startOver();
                var collector = Collector.start();
                var environment = new HashMap<>(QUICK);
                environment.putAll(collector.environment());
                // As in production.
                environment.put("LOG_JSON", "true");
                return new Started(Dev.run(environment, "up", "--detach"), collector);
            } catch (Exception e) {
                throw new IllegalStateException("the hub could not be started", e);
            }
        }

        @Override
        public void close() throws Exception {
            Dev.run("down");
            collector.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var started = context.getRoot().getStore(HERE).getOrComputeIfAbsent("hub", _ -> Started.now(), Started.class);
        if (started.up().exitCode() != 0) {
            throw new AssertionError(
                    "./dev up --detach failed:\n" + started.up().output());
        }
    }
}
