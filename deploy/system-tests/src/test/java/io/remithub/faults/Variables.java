package io.remithub.faults;

import io.remithub.rig.Replica;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What each process of the hub is told by its environment, beside what the rig tells it. */
final class Variables {

    /** As in the local stack: what takes minutes with real partners takes seconds here. */
    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("CLAIM_POLL_FIRST", "PT0.3S"),
            Map.entry("CLAIM_POLL_CAP", "PT2S"),
            Map.entry("INTEGREX_TIMEOUT", "PT5S"),
            Map.entry("CLAIM_LEASE_MARGIN", "PT1S"),
            Map.entry("CLAIM_CREDENTIAL_WAIT", "PT2S"),
            Map.entry("PARTNER_CALL_TIMEOUT", "PT5S"),
            Map.entry("PARTNER_CIRCUIT_DELAY", "PT2S"),
            Map.entry("PARTNER_WEBHOOK_CHECK", "PT5S"),
            Map.entry("EHR_CONFIRM_WITHIN", "PT3S"),
            // Longer than a wire holds anything back: what was sent before may arrive as late as that.
            Map.entry("EHR_READ_LAG", "PT15S"),
            Map.entry("EHR_RETRY_CAP", "PT5S"),
            Map.entry("EHR_UNCONFIRMED_AFTER", "PT40S"),
            Map.entry("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000"),
            Map.entry("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "2000"));

    private final Path directory;
    private final Map<Hub.Wire, Link> links;
    private final Link webhooks;
    private final Setting setting;
    private final Map<Replica, Map<String, String>> more;

    Variables(
            Path directory,
            Map<Hub.Wire, Link> links,
            Link webhooks,
            Setting setting,
            Map<Replica, Map<String, String>> more) {
        this.directory = directory;
        this.links = links;
        this.webhooks = webhooks;
        this.setting = setting;
        this.more = more;
    }

    Map<String, String> of(Replica replica) {
        var environment = new HashMap<String, String>();
        if (replica.equals(Hub.SANDBOX)) {
            environment.put("SANDBOX_STATE", directory.resolve("sandbox").toString());
            environment.put("DECODA_WEBHOOK_TARGET", webhooks.url() + "/webhooks/decoda");
            environment.put("SANDBOX_INSERTION_DELAY", "PT0.2S");
            environment.put("SANDBOX_READ_LAG", "PT0.5S");
            environment.put("SANDBOX_PENDING_POLLS", "1");
        } else {
            var partners = link(replica, Hub.Far.PARTNERS).url();
            if (setting.brokers() == 1) {
                environment.put(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:" + link(replica, Hub.Far.BROKER).port());
            }
            // Statements in words, each time: failpoints are found by them.
            environment.put(
                    "DB_URL",
                    "jdbc:postgresql://localhost:%d/%s?prepareThreshold=0"
                            .formatted(
                                    link(replica, Hub.Far.DATABASE).port(),
                                    replica.part().database()));
            environment.put("INTEGREX_URL", partners + "/integrex");
            environment.put("INTEGREX_TOKEN_URL", partners + "/integrex/auth");
            environment.put("NEXHEALTH_URL", partners + "/nexhealth");
            environment.put("DECODA_URL", partners + "/decoda");
            environment.put("PUBLIC_WEBHOOK_URL", webhooks.url());
            environment.putAll(QUICK);
            environment.putAll(setting.environment());
        }
        environment.putAll(more.getOrDefault(replica, Map.of()));
        return environment;
    }

    private Link link(Replica replica, Hub.Far far) {
        return Objects.requireNonNull(links.get(new Hub.Wire(replica, far)));
    }
}
