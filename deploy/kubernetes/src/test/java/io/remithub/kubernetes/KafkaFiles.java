package io.remithub.kubernetes;

import io.remithub.schemas.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics and users of the broker, as the catalogue and the services' code say. */
final class KafkaFiles {

    private static final String NOTE =
            "# Generated from the topic catalogue and the services' code; compared in the build.\n";

    private KafkaFiles() {}

    static String topics() {
        return Arrays.stream(Topic.values()).map(KafkaFiles::topic).collect(Collectors.joining("---\n", NOTE, ""));
    }

    static String users() {
        return Arrays.stream(HubService.values()).map(KafkaFiles::user).collect(Collectors.joining("---\n", NOTE, ""));
    }

    private static String topic(Topic topic) {
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %1$s
                  labels:
                    strimzi.io/cluster: hub
                    app.kubernetes.io/name: %1$s
                    app.kubernetes.io/component: topic
                spec:
                  partitions: %2$d
                  replicas: 3
                  config:
                    cleanup.policy: %3$s
                """.formatted(
                topic.topicName(), Topic.PARTITIONS, topic.retention().name().toLowerCase(Locale.ROOT));
    }

    private static String user(HubService service) {
        Stream<String> reads = service.consumes().stream().map(topic -> acl("topic", topic.topicName(), "Read"));
        Stream<String> writes = service.produces().stream().map(topic -> acl("topic", topic.topicName(), "Write"));
        // Whoever writes says how it is read, and whoever reads looks there.
        String schemas = acl("topic", Topic.SCHEMAS.topicName(), "Read, Write");
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata:
                  name: %1$s
                  labels:
                    strimzi.io/cluster: hub
                    app.kubernetes.io/name: %1$s
                    app.kubernetes.io/component: %2$s
                spec:
                  authentication:
                    type: tls
                  authorization:
                    type: simple
                    acls:
                """.formatted(service.module(), service.shortName())
                + Stream.of(reads, writes, Stream.of(schemas, acl("group", service.module(), "Read")))
                        .flatMap(acls -> acls)
                        .collect(Collectors.joining());
    }

    private static String acl(String type, String name, String operations) {
        return """
                      - resource:
                          type: %s
                          name: %s
                          patternType: literal
                        operations: [%s, Describe]
                """.formatted(type, name, operations);
    }
}
