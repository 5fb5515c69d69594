package io.remithub.faults;

import io.remithub.rig.Jvm;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole hub, two of each service, on wires that can be cut. */
final class Hub implements AutoCloseable {

    static final List<Part> SERVICES = List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POLLER, Part.POSTING);
    static final int REPLICAS = 2;

    private static final int SHIFT = 2_000;
    private static final int BROKER = 29092 + SHIFT;
    private static final int FIRST_DOOR = BROKER + 1;
    private static final int DATABASE = 25432 + SHIFT;
    private static final Replica SANDBOX = new Replica(Part.SANDBOX, 0);

    /** What a replica reaches over a wire of its own. */
    enum Far {
        DATABASE,
        BROKER,
        PARTNERS
    }

    /** One of a replica's wires. */
    record Wire(Replica replica, Far far) {
        @Override
        public String toString() {
            return "%s %d to its %s".formatted(replica.part().label(), replica.number(), far);
        }
    }

    private final Rig rig;
    private final Map<Wire, Link> links;
    private final Link payers;
    private final Link webhooks;
    private final Setting setting;
    private final List<Disk> disks;
    private final Map<Replica, Map<String, String>> more;

    private Hub(
            Rig rig,
            Map<Wire, Link> links,
            Link payers,
            Link webhooks,
            Setting setting,
            List<Disk> disks,
            Map<Replica, Map<String, String>> more) {
        this.rig = rig;
        this.links = links;
        this.payers = payers;
        this.webhooks = webhooks;
        this.setting = setting;
        this.disks = disks;
        this.more = more;
    }

    /** @param more what a replica is told beside the usual */
    static Hub start(Path directory, Setting setting, Map<Replica, Map<String, String>> more)
            throws IOException, InterruptedException {
        clear(directory);
        var disks = setting == Setting.SMALL_DISKS
                ? List.of(Disk.at(directory.resolve("postgres")), Disk.at(directory.resolve("kafka")))
                : List.<Disk>of();
        var links = new LinkedHashMap<Wire, Link>();
        var doors = new TreeMap<Integer, Integer>();
        for (var replica : replicas()) {
            if (setting.brokers() == 1) {
                int door = FIRST_DOOR + doors.size();
                var broker = Link.to(door);
                doors.put(door, broker.port());
                links.put(new Wire(replica, Far.BROKER), broker);
            }
            links.put(new Wire(replica, Far.DATABASE), Link.to(DATABASE));
            links.put(new Wire(replica, Far.PARTNERS), Link.to(Part.SANDBOX.port() + SHIFT));
        }
        var rig = Rig.start(directory, Jvm.SMALL, new Rig.Layout(SHIFT, doors, setting.brokers()));
        var hub = new Hub(
                rig, links, loadBalancer(rig, Part.INTAKE), loadBalancer(rig, Part.POSTING), setting, disks, more);
        try {
            hub.startAll();
            return hub;
        } catch (RuntimeException | InterruptedException e) {
            hub.close();
            throw e;
        }
    }

    private static Link loadBalancer(Rig rig, Part part) throws IOException {
        return Link.to(of(part).stream().map(rig::port).toArray(Integer[]::new));
    }

    static List<Replica> replicas() {
        return SERVICES.stream().flatMap(part -> of(part).stream()).toList();
    }

    static List<Replica> of(Part part) {
        var replicas = new ArrayList<Replica>();
        for (int number = 0; number < REPLICAS; number++) {
            replicas.add(new Replica(part, number));
        }
        return replicas;
    }

    private void startAll() throws InterruptedException {
        rig.start(SANDBOX, environment(SANDBOX));
        for (int number = 0; number < REPLICAS; number++) {
            int one = number;
            startTogether(SERVICES.stream().map(part -> new Replica(part, one)).toList());
        }
    }

    void startTogether(List<Replica> replicas) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = new ArrayList<Future<?>>();
            for (var replica : replicas) {
                starting.add(threads.submit(() -> {
                    start(replica);
                    return null;
                }));
            }
            for (var one : starting) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
    }

    void start(Replica replica) throws InterruptedException {
        start(replica, Map.of());
    }

    /** @param oddly what it is told this once, beside the usual */
    void start(Replica replica, Map<String, String> oddly) throws InterruptedException {
        var environment = environment(replica);
        environment.putAll(oddly);
        rig.start(replica, environment);
    }

    private Map<String, String> environment(Replica replica) {
        var environment = new HashMap<String, String>();
        if (replica.equals(SANDBOX)) {
            environment.put("SANDBOX_STATE", rig.directory().resolve("sandbox").toString());
            environment.put("DECODA_WEBHOOK_TARGET", webhooks.url() + "/webhooks/decoda");
            environment.put("SANDBOX_INSERTION_DELAY", "PT0.2S");
            environment.put("SANDBOX_READ_LAG", "PT0.5S");
            environment.put("SANDBOX_PENDING_POLLS", "1");
        } else {
            var partners = link(replica, Far.PARTNERS).url();
            if (setting.brokers() == 1) {
                environment.put(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:" + link(replica, Far.BROKER).port());
            }
            // Statements in words, each time: failpoints are found by them.
            environment.put(
                    "DB_URL",
                    "jdbc:postgresql://localhost:%d/%s?prepareThreshold=0"
                            .formatted(
                                    link(replica, Far.DATABASE).port(),
                                    replica.part().database()));
            environment.put("INTEGREX_URL", partners + "/integrex");
            environment.put("INTEGREX_TOKEN_URL", partners + "/integrex/auth");
            environment.put("NEXHEALTH_URL", partners + "/nexhealth");
            environment.put("DECODA_URL", partners + "/decoda");
            environment.put("PUBLIC_WEBHOOK_URL", webhooks.url());
            environment.putAll(QUICK);
        }
        environment.putAll(more.getOrDefault(replica, Map.of()));
        return environment;
    }

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

    Link link(Replica replica, Far far) {
        return link(new Wire(replica, far));
    }

    Link link(Wire wire) {
        return Objects.requireNonNull(links.get(wire));
    }

    Map<Wire, Link> links() {
        return links;
    }

    Rig rig() {
        return rig;
    }

    String payersUrl() {
        return payers.url();
    }

    String webhooksUrl() {
        return webhooks.url();
    }

    String sandboxUrl() {
        return "http://localhost:" + rig.port(SANDBOX);
    }

    String url(Replica replica) {
        return "http://localhost:" + rig.port(replica);
    }

    String managementUrl(Replica replica) {
        return "http://localhost:" + rig.managementPort(replica);
    }

    int brokers() {
        return setting.brokers();
    }

    /** The database's, then the broker's. */
    List<Disk> disks() {
        return disks;
    }

    /** Whatever does not run is started. */
    void mend() throws IOException, InterruptedException {
        rig.restartServers();
        startTogether(replicas().stream().filter(it -> !rig.isRunning(it)).toList());
    }

    @Override
    public void close() throws IOException {
        rig.close();
        for (var link : links.values()) {
            link.close();
        }
        payers.close();
        webhooks.close();
        disks.forEach(Disk::close);
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
