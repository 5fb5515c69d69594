package io.remithub.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What of the hub runs in a process of its own. Ports beside those of the local stack, so that both may run. */
public enum Part {
    INTAKE("payment-intake-service", 28080) {
        @Override
        Map<String, String> environment() {
            return with(Map.of(
                    "LOCAL_SEED",
                    "true",
                    "RATE_LIMIT_REQUESTS_PER_MINUTE",
                    UNBOUNDED,
                    "CLAIM_KEY_SECRET",
                    SECRET,
                    "DECODA_TENANT",
                    "every-health"));
        }
    },
    ORCHESTRATOR("batch-orchestrator-service", 28081),
    POLLER("claim-status-poller", 28082) {
        @Override
        Map<String, String> environment() {
            return with(Map.of(
                    "INTEGREX_URL",
                    INTEGREX,
                    "INTEGREX_TOKEN_URL",
                    INTEGREX + "/auth",
                    "INTEGREX_CLIENT_ID",
                    "hub",
                    "INTEGREX_CLIENT_SECRET",
                    SECRET,
                    "CLAIM_CALLS_PER_SECOND",
                    UNBOUNDED,
                    "CLAIM_CALLS_PER_SECOND_OF_PAYER",
                    UNBOUNDED));
        }
    },
    POSTING("ehr-posting-service", 28083) {
        @Override
        Map<String, String> environment() {
            return with(Map.of(
                    "NEXHEALTH_URL",
                    PARTNERS + "/nexhealth",
                    "NEXHEALTH_API_KEY",
                    SECRET,
                    "NEXHEALTH_WEBHOOK_SECRET",
                    SECRET,
                    "DECODA_URL",
                    PARTNERS + "/decoda",
                    "DECODA_API_KEY",
                    SECRET,
                    "DECODA_TENANT",
                    "every-health",
                    "DECODA_WEBHOOK_SECRET",
                    SECRET,
                    "NEXHEALTH_CALLS_PER_MINUTE",
                    UNBOUNDED,
                    "PUBLIC_WEBHOOK_URL",
                    "http://localhost:28083"));
        }
    },
    SANDBOX("deploy/partner-sandbox", 28090) {
        @Override
        Map<String, String> environment() {
            return Map.of(
                    "NEXHEALTH_WEBHOOK_SECRET", SECRET,
                    "DECODA_WEBHOOK_SECRET", SECRET,
                    "DECODA_WEBHOOK_TARGET", "http://localhost:28083/webhooks/decoda",
                    "SANDBOX_INSERTION_DELAY", "PT0S",
                    "SANDBOX_READ_LAG", "PT0S",
                    "SANDBOX_PENDING_POLLS", "0");
        }

        @Override
        public boolean hasDatabase() {
            return false;
        }
    };

    /** The partners in the box have no quota: what is measured is the hub. */
    private static final String UNBOUNDED = "1000000";

    public static final String SECRET = "of-the-benchmark-only-0123456789";
    private static final String PARTNERS = "http://localhost:28090";
    public static final String INTEGREX = PARTNERS + "/integrex";

    private static final Path PROJECT = project();

    private final String path;
    private final int port;

    Part(String path, int port) {
        this.path = path;
        this.port = port;
    }

    Map<String, String> environment() {
        return with(Map.of());
    }

    public boolean hasDatabase() {
        return true;
    }

    public String label() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public Path module() {
        return PROJECT.resolve(path);
    }

    /** Left by whoever ran the local stack before. */
    Path classArchive() {
        return PROJECT.resolve("deploy/local/target/class-archives").resolve(label() + ".jsa");
    }

    public int port() {
        return port;
    }

    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The directory that the program was started in, or one above it. */
    private static Path project() {
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("mvnw"))) {
                return directory;
            }
        }
        throw new IllegalStateException("not within the project");
    }

    private static Map<String, String> with(Map<String, String> own) {
        var environment = new TreeMap<>(own);
        environment.put("ADMIN_KEY", SECRET);
        return environment;
    }
}
