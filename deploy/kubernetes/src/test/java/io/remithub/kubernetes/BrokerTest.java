package io.remithub.kubernetes;

import io.remithub.schemas.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrokerTest {

    private static final String KAFKA = "Kafka";
    private static final String TOPIC = "KafkaTopic";
    private static final String CONFIG = "/spec/kafka/config/";
    private static final String POLLER = "claim-status-poller";

    @Test
    void in_production_a_record_is_on_three_brokers_and_acknowledged_by_two() {
        Rule rule = manifests -> Stream.concat(
                Stream.of(manifests.get(KAFKA, "hub"))
                        .filter(kafka -> value(kafka, "min.insync.replicas") != 2
                                || value(kafka, "default.replication.factor") != 3
                                || value(kafka, "offsets.topic.replication.factor") != 3
                                || value(kafka, "transaction.state.log.replication.factor") != 3
                                || value(kafka, "transaction.state.log.min.isr") != 2
                                || manifests
                                                .get("KafkaNodePool", "nodes")
                                                .at("/spec/replicas")
                                                .asInt()
                                        != 3)
                        .map(kafka -> kafka + " can lose a record with a node"),
                manifests
                        .ofKind(TOPIC)
                        .filter(topic -> topic.at("/spec/replicas").asInt() != 3
                                || topic.at("/spec/config").has("min.insync.replicas"))
                        .map(topic -> topic + " can lose a record with a node"));
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(KAFKA, "hub", CONFIG + "min.insync.replicas", 1)
                .failsWith("KafkaNodePool", "nodes", "/spec/replicas", 1)
                .failsWith(TOPIC, "payments.intake.v1", "/spec/replicas", 2)
                .failsWith(TOPIC, "payments.intake.v1", "/spec/config/min.insync.replicas", 1);
    }

    @Test
    void how_far_a_group_has_read_is_kept_as_long_as_what_it_reads() {
        Rule rule = manifests -> manifests
                .ofKind(KAFKA)
                .filter(kafka -> value(kafka, "offsets.retention.minutes")
                        < 60 * Math.max(1, value(kafka, "log.retention.hours")))
                .map(kafka -> kafka + " forgets a group that finds its records still there");
        rule.holds()
                .failsWith(KAFKA, "hub", CONFIG + "offsets.retention.minutes", null)
                .failsWith(KAFKA, "hub", CONFIG + "log.retention.hours", 721);
    }

    @Test
    void there_are_exactly_the_topics_of_the_catalogue_and_none_comes_by_use() {
        Rule rule = manifests -> {
            Set<String> found = names(manifests, TOPIC);
            return Stream.of(
                            Arrays.stream(Topic.values())
                                    .filter(topic -> manifests
                                            .find(TOPIC, topic.topicName())
                                            .filter(there ->
                                                    there.at("/spec/partitions").asInt() == Topic.PARTITIONS)
                                            .isEmpty())
                                    .map(topic -> topic + " is not there as it is declared"),
                            found.stream()
                                    .filter(name -> Arrays.stream(Topic.values())
                                            .noneMatch(
                                                    topic -> topic.topicName().equals(name)))
                                    .map(name -> name + " is in no catalogue"),
                            Stream.of(manifests.get(KAFKA, "hub"))
                                    .filter(kafka -> kafka.at(CONFIG + "auto.create.topics.enable")
                                            .asBoolean(true))
                                    .map(kafka -> "topics come by use"))
                    .flatMap(complaints -> complaints);
        };
        rule.holds()
                .failsWith(TOPIC, "schemas.v1", "/metadata/name", "schemas.v2")
                .failsWith(TOPIC, "schemas.v1", "/spec/partitions", 1)
                .failsWith(KAFKA, "hub", CONFIG + "auto.create.topics.enable", null);
    }

    @Test
    void whoever_speaks_to_the_broker_is_known_by_certificate_and_may_do_what_is_allowed_by_name() {
        Rule rule = manifests -> Stream.of(
                        manifests
                                .ofKind(KAFKA)
                                .filter(kafka -> !kafka.at("/spec/kafka/authorization/type")
                                                .asText()
                                                .equals("simple")
                                        || kafka.each("/spec/kafka/listeners")
                                                .anyMatch(listener ->
                                                        !listener.path("tls").asBoolean()
                                                                || !listener.at("/authentication/type")
                                                                        .asText()
                                                                        .equals("tls")))
                                .map(kafka -> kafka + " lets anybody in"),
                        manifests
                                .ofKind("KafkaUser")
                                .filter(user -> user.each("/spec/authorization/acls")
                                        .anyMatch(acl -> !acl.at("/resource/patternType")
                                                        .asText()
                                                        .equals("literal")
                                                || acl.at("/resource/name")
                                                        .asText()
                                                        .contains("*")
                                                || Manifest.items(acl.path("operations"))
                                                        .anyMatch(may -> !Set.of("Read", "Write", "Describe")
                                                                .contains(may.asText()))))
                                .map(user -> user + " may do more than it needs"),
                        Stream.of(HubService.values())
                                .filter(service -> manifests
                                        .find("KafkaUser", service.module())
                                        .isEmpty())
                                .map(service -> service.module() + " is nobody"))
                .flatMap(complaints -> complaints);
        rule.holds()
                .failsWith(KAFKA, "hub", "/spec/kafka/listeners/0/tls", false)
                .failsWith(KAFKA, "hub", "/spec/kafka/authorization", null)
                .failsWith("KafkaUser", POLLER, "/spec/authorization/acls/0/resource/name", "*")
                .failsWith("KafkaUser", POLLER, "/spec/authorization/acls/0/operations/0", "All")
                .failsWith("KafkaUser", POLLER, "/metadata/name", "poller");
    }

    @Test
    void services_call_the_broker_where_it_listens_and_as_it_demands() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .map(service -> Environment.of(manifests, service.module()))
                .filter(environment -> !environment
                                .values()
                                .entrySet()
                                .containsAll(Map.of(
                                                "KAFKA_BOOTSTRAP_SERVERS",
                                                bootstrap(manifests),
                                                "KAFKA_SECURITY_PROTOCOL",
                                                "SSL")
                                        .entrySet())
                        || !environment
                                .variables()
                                .containsAll(Set.of(
                                        "KAFKA_SSL_KEYSTORE_KEY",
                                        "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN",
                                        "KAFKA_SSL_TRUSTSTORE_CERTIFICATES")))
                .map(environment -> environment.container() + " does not reach the broker");
        rule.holds()
                .failsWith(KAFKA, "hub", "/spec/kafka/listeners/0/port", 9094)
                .failsWith(KAFKA, "hub", "/metadata/name", "kafka")
                .failsWith("plain text", manifests -> Environment.configMap(manifests, "hub")
                        .put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"));
    }

    private static String bootstrap(Manifests manifests) {
        Manifest kafka = manifests.ofKind(KAFKA).findFirst().orElseThrow();
        return kafka.name() + "-kafka-bootstrap:"
                + kafka.at("/spec/kafka/listeners/0/port").asInt();
    }

    private static int value(Manifest kafka, String setting) {
        return kafka.at(CONFIG + setting).asInt();
    }

    private static Set<String> names(Manifests manifests, String kind) {
        return manifests.ofKind(kind).map(Manifest::name).collect(Collectors.toSet());
    }
}
