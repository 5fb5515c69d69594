package io.remithub.faults;

import io.remithub.embedded.Directories;
import io.remithub.rig.Jvm;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole hub, two of each service, on wires that can be cut. */
final class Hub implements AutoCloseable {

    static final List<Part> SERVICES = List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POLLER, Part.POSTING);
    /** Those that call partners. */
    static final List<Part> CALLERS = List.of(Part.POLLER, Part.POSTING);

    static final int REPLICAS = 2;

    private static final int STARTS = 5;
    private static final int SHIFT = 2_000;
    private static final int BROKER = 29092 + SHIFT;
    private static final int FIRST_DOOR = BROKER + 1;
    private static final int DATABASE = 25432 + SHIFT;
    static final Replica SANDBOX = new Replica(Part.SANDBOX, 0);

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
    private final Variables variables;
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    private Hub(
            Rig rig,
            Map<Wire, Link> links,
            Link payers,
            Link webhooks,
            Setting setting,
            List<Disk> disks,
            Variables variables) {
        this.rig = rig;
        this.links = links;
        this.payers = payers;
        this.webhooks = webhooks;
        this.setting = setting;
        this.disks = disks;
        this.variables = variables;
    }

    /** @param more what a replica is told beside the usual */
    static Hub start(Path directory, Setting setting, Map<Replica, Map<String, String>> more)
            throws IOException, InterruptedException {
        Directories.delete(directory);
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
        var webhooks = loadBalancer(rig, Part.POSTING);
        var hub = new Hub(
                rig,
                links,
                loadBalancer(rig, Part.INTAKE),
                webhooks,
                setting,
                disks,
                new Variables(directory, links, webhooks, setting, more));
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
        rig.start(SANDBOX, variables.of(SANDBOX));
        for (int number = 0; number < REPLICAS; number++) {
            int one = number;
            startTogether(SERVICES.stream().map(part -> new Replica(part, one)).toList(), Map.of());
        }
    }

    /** @param oddly what some of them are told this once, beside the usual */
    void startTogether(List<Replica> replicas, Map<Replica, Map<String, String>> oddly) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = new ArrayList<Future<?>>();
            for (var replica : replicas) {
                starting.add(threads.submit(() -> {
                    start(replica, oddly.getOrDefault(replica, Map.of()));
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

    /**
     * What ends before it is ready is started again, as by whoever supervises it.
     *
     * @param oddly what it is told this once, beside the usual
     */
    void start(Replica replica, Map<String, String> oddly) throws InterruptedException {
        bury();
        var environment = variables.of(replica);
        environment.putAll(oddly);
        for (int tries = 1; ; tries++) {
            try {
                rig.start(replica, environment);
                return;
            } catch (IllegalStateException ended) {
                if (tries == STARTS) {
                    throw ended;
                }
            }
        }
    }

    /** As a supervisor does: asked to end, and killed where it does not. */
    void stop(Replica replica) {
        bury();
        if (!rig.stop(replica)) {
            unexpected.add("%s did not end when it was asked to, and was killed".formatted(name(replica)));
        }
    }

    /** As when its machine loses power. */
    void kill(Replica replica) {
        bury();
        rig.kill(replica);
    }

    /** What has ended, and was not made to, is told: it did not bear what it was given. */
    private synchronized void bury() {
        rig.ended().forEach((replica, code) -> {
            rig.kill(replica);
            unexpected.add("%s ended by itself, with %d".formatted(name(replica), code));
        });
    }

    static String name(Replica replica) {
        return replica.part().label() + " " + replica.number();
    }

    /** Since it was asked last: who had to be killed, and who died without, in words. */
    List<String> unexpectedEnds() {
        bury();
        var words = new ArrayList<String>();
        for (var one = unexpected.poll(); one != null; one = unexpected.poll()) {
            words.add(one);
        }
        return words;
    }

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
        bury();
        rig.restartServers();
        startTogether(replicas().stream().filter(it -> !rig.isRunning(it)).toList(), Map.of());
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
}
