package io.remithub.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own process: {@code directory port controllerPort [listening=advertised…]}. Leaves at the end of its standard input. */
final class BrokerMain {

    static final String READY = "ready";

    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String CLUSTER = "remithub-embedded";

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        var directory = args[0];
        format(directory);
        var server = new KafkaRaftServer(new KafkaConfig(settings(args)), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // nothing is ever said; the end of it is the message
        }
        System.exit(0);
    }

    private static void format(String directory) throws Exception {
        new Formatter()
                .setNodeId(NODE_ID)
                .setClusterId(CLUSTER)
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName(CONTROLLER)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Properties settings(String... args) {
        var directory = args[0];
        var controllerPort = args[2];
        var listeners = new StringJoiner(",").add("PLAINTEXT://localhost:" + args[1]);
        var advertised = new StringJoiner(",").add("PLAINTEXT://localhost:" + args[1]);
        var protocols = new StringJoiner(",").add("PLAINTEXT:PLAINTEXT").add(CONTROLLER + ":PLAINTEXT");
        for (var door : List.of(args).subList(3, args.length)) {
            var ports = door.split("=", 2);
            listeners.add("DOOR%s://localhost:%s".formatted(ports[0], ports[0]));
            advertised.add("DOOR%s://localhost:%s".formatted(ports[0], ports[1]));
            protocols.add("DOOR%s:PLAINTEXT".formatted(ports[0]));
        }
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                listeners.add(CONTROLLER + "://localhost:" + controllerPort).toString());
        settings.put("advertised.listeners", advertised.toString());
        settings.put("listener.security.protocol.map", protocols.toString());
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", directory);

        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
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
