package io.remithub.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the stack consists of, and what each part is told by its environment. */
final class Programs {

    private static final String OIDC_ISSUER = "OIDC_ISSUER";
    private static final String SANDBOX_URL = "http://localhost:" + Ports.SANDBOX;

    private final State state;
    private final Secrets secrets;
    private final Map<String, String> environment;

    Programs(State state, Secrets secrets, Map<String, String> environment) {
        this.state = state;
        this.secrets = secrets;
        this.environment = environment;
    }

    /** What the services need before they start. */
    List<Program> foundation() {
        var foundation = new ArrayList<Program>(List.of(
                new Database(state, secrets),
                new Broker(state),
                new Service(
                        "partner-sandbox", Ports.SANDBOX, Path.of("deploy/partner-sandbox"), this::sandbox, state)));
        if (!environment.containsKey(OIDC_ISSUER)) {
            foundation.add(new Issuer(state));
        }
        return foundation;
    }

    List<Program> services() {
        return List.of(
                service("payment-intake-service", Ports.INTAKE, this::intake),
                service("batch-orchestrator-service", Ports.ORCHESTRATOR, this::orchestrator),
                service("claim-status-poller", Ports.POLLER, this::poller),
                service("ehr-posting-service", Ports.POSTING, this::posting));
    }

    private Map<String, String> sandbox() {
        var variables = new TreeMap<String, String>();
        variables.put("SANDBOX_STATE", state.sandbox().toString());
        variables.put("NEXHEALTH_WEBHOOK_SECRET", secrets.get("NEXHEALTH_WEBHOOK_SECRET"));
        variables.put("DECODA_WEBHOOK_SECRET", secrets.get("DECODA_WEBHOOK_SECRET"));
        variables.put("DECODA_WEBHOOK_TARGET", "http://localhost:" + Ports.POSTING + "/webhooks/decoda");
        return variables;
    }

    private Map<String, String> intake() {
        var variables = ofService("intake");
        secret(variables, "PHI_KEYSET", "CLAIM_KEY_SECRET");
        unlessSet(variables, "LOCAL_SEED", "true");
        unlessSet(variables, "DECODA_TENANT", "every-health");
        return variables;
    }

    private Map<String, String> orchestrator() {
        return ofService("orchestrator");
    }

    private Map<String, String> poller() {
        var variables = ofService("poller");
        secret(variables, "PHI_KEYSET", "INTEGREX_CLIENT_ID", "INTEGREX_CLIENT_SECRET");
        unlessSet(variables, "INTEGREX_URL", SANDBOX_URL + "/integrex");
        unlessSet(variables, "INTEGREX_TOKEN_URL", SANDBOX_URL + "/integrex/auth");
        unlessSet(variables, "CLAIM_POLL_FIRST", "PT0.3S");
        unlessSet(variables, "CLAIM_POLL_CAP", "PT2S");
        unlessSet(variables, "INTEGREX_TIMEOUT", "PT5S");
        unlessSet(variables, "CLAIM_LEASE_MARGIN", "PT1S");
        unlessSet(variables, "CLAIM_CALLS_PER_SECOND", "10000");
        unlessSet(variables, "CLAIM_CALLS_PER_SECOND_OF_PAYER", "10000");
        return variables;
    }

    private Map<String, String> posting() {
        var variables = ofService("posting");
        secret(variables, "PHI_KEYSET", "NEXHEALTH_API_KEY", "NEXHEALTH_WEBHOOK_SECRET");
        secret(variables, "DECODA_API_KEY", "DECODA_WEBHOOK_SECRET");
        unlessSet(variables, "NEXHEALTH_URL", SANDBOX_URL + "/nexhealth");
        unlessSet(variables, "DECODA_URL", SANDBOX_URL + "/decoda");
        unlessSet(variables, "DECODA_TENANT", "every-health");
        unlessSet(variables, "PUBLIC_WEBHOOK_URL", "http://localhost:" + Ports.POSTING);
        // The sandbox has no quota, and benchmarks are to measure us.
        unlessSet(variables, "NEXHEALTH_CALLS_PER_MINUTE", "600000");
        unlessSet(variables, "EHR_CONFIRM_WITHIN", "PT3S");
        unlessSet(variables, "EHR_READ_LAG", "PT1S");
        return variables;
    }

    private Program service(String name, int port, Supplier<Map<String, String>> variables) {
        return new Service(name, port, Path.of(name), variables, state);
    }

    private Map<String, String> ofService(String database) {
        var variables = new TreeMap<String, String>();
        variables.put("KAFKA_BOOTSTRAP_SERVERS", Broker.BOOTSTRAP_SERVERS);
        variables.put("DB_URL", Database.jdbcUrl(database));
        variables.put("DB_USER", database);
        variables.put("DB_PASSWORD", secrets.get("DB_PASSWORD"));
        secret(variables, "ADMIN_KEY");
        unlessSet(variables, OIDC_ISSUER, Issuer.ADDRESS);
        unlessSet(variables, "LOG_JSON", "false");
        return variables;
    }

    private void secret(Map<String, String> variables, String... names) {
        for (var name : names) {
            variables.put(name, secrets.get(name));
        }
    }

    /** A variable that is set in the environment of the launcher reaches the child as it is. */
    private void unlessSet(Map<String, String> variables, String name, String value) {
        if (!environment.containsKey(name)) {
            variables.put(name, value);
        }
    }
}
