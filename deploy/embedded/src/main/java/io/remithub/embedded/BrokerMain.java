package io.remithub.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own process: its directory, then which it is. Leaves at the end of its standard input. */
final class BrokerMain {

    static final String READY = "ready";

    private static final String CONTROLLER = "CONTROLLER";
    private static final String CLUSTER = "remithub-embedded";

    private BrokerMain() {}

    public static void main(String[] args) {
        Thread.ofPlatform().name("owner").daemon().start(BrokerMain::leaveWithTheOwner);
        try {
            var directory = args[0];
            var node = BrokerNode.of(List.of(args).subList(1, args.length));
            format(directory, node);
            var server = new KafkaRaftServer(new KafkaConfig(settings(directory, node)), Time.SYSTEM);
            server.startup();
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
            System.out.println(READY);
            server.awaitShutdown();
        } catch (Throwable notStarted) {
            // What is half started has threads of its own, which would keep the process without serving anyone.
            notStarted.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void leaveWithTheOwner() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream()); // nothing is ever said; the end of it is the message
        } catch (IOException alsoTheEnd) {
            // the pipe is gone
        }
        System.exit(0);
    }

    private static void format(String directory, BrokerNode node) throws Exception {
        new Formatter()
                .setNodeId(node.id())
                .setClusterId(CLUSTER)
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName(CONTROLLER)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Properties settings(String directory, BrokerNode node) {
        var listeners = new StringJoiner(",").add("PLAINTEXT://localhost:" + node.port());
        var advertised = new StringJoiner(",").add("PLAINTEXT://localhost:" + node.port());
        var protocols = new StringJoiner(",").add("PLAINTEXT:PLAINTEXT").add(CONTROLLER + ":PLAINTEXT");
        node.doors().forEach((listening, seen) -> {
            listeners.add("DOOR%d://localhost:%d".formatted(listening, listening));
            advertised.add("DOOR%d://localhost:%d".formatted(listening, seen));
            protocols.add("DOOR%d:PLAINTEXT".formatted(listening));
        });
        var voters = new StringJoiner(",");
        for (int voter = 1; voter <= node.controllers().size(); voter++) {
            voters.add("%d@localhost:%d".formatted(voter, node.controllers().get(voter - 1)));
        }
        var replicas = Integer.toString(node.replicas());
        var inSync = Integer.toString(node.inSync());
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node.id()));
        settings.put("controller.quorum.voters", voters.toString());
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                listeners
                        .add(CONTROLLER + "://localhost:" + node.controllers().get(node.id() - 1))
                        .toString());
        settings.put("advertised.listeners", advertised.toString());
        settings.put("listener.security.protocol.map", protocols.toString());
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", directory);

        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        settings.put("group.initial.rebalance.delay.ms", "0");

        // One machine, a few hundred megabytes: the defaults are meant for a server of its own.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.index.size.max.bytes", "1048576");
        return settings;
    }
}
