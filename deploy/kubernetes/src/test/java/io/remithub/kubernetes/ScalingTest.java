package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.schemas.Topic;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final String SCALED = "ScaledObject";
    private static final String POLLER = "claim-status-poller";
    private static final String INTAKE = "payment-intake-service";

    @Test
    void there_are_never_more_pods_than_partitions() {
        Rule.ofEach(manifest -> Stream.of(manifest.at("/spec/maxReplicaCount"))
                        .filter(most ->
                                manifest.kind().equals(SCALED) && (most.asInt() < 1 || most.asInt() > Topic.PARTITIONS))
                        .map(most -> "scales to " + most))
                .holds()
                .failsWith(SCALED, POLLER, "/spec/maxReplicaCount", Topic.PARTITIONS + 1)
                .failsWith(SCALED, POLLER, "/spec/maxReplicaCount", null);
    }

    @Test
    void each_deployment_is_scaled_by_the_lag_of_its_own_group_where_the_broker_is() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> manifests
                        .find(SCALED, service.module())
                        .filter(scaled ->
                                scaled.at("/spec/scaleTargetRef/name").asText().equals(service.module()))
                        .filter(scaled -> trigger(scaled, "kafka")
                                .anyMatch(lag -> lag.at("/metadata/consumerGroup")
                                                .asText()
                                                .equals(group(service))
                                        && lag.at("/metadata/bootstrapServers")
                                                .asText()
                                                .equals(bootstrap(manifests))
                                        && lag.at("/metadata/tls").asText().equals("enable")
                                        && manifests
                                                .find(
                                                        "TriggerAuthentication",
                                                        lag.at("/authenticationRef/name")
                                                                .asText())
                                                .isPresent()))
                        .isEmpty())
                .map(service -> service.module() + " is not scaled by its lag");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(SCALED, POLLER, "/spec/scaleTargetRef/name", INTAKE)
                .failsWith(SCALED, POLLER, "/spec/triggers/0/metadata/consumerGroup", INTAKE)
                .failsWith(SCALED, POLLER, "/spec/triggers/0/metadata/bootstrapServers", "hub-kafka-bootstrap:9093")
                .failsWith(SCALED, POLLER, "/spec/triggers/0/authenticationRef/name", "none");
    }

    @Test
    void what_is_due_unsent_or_left_to_operators_wakes_the_poller_and_nothing_else_runs_down_to_none() {
        Rule rule = manifests -> manifests
                .ofKind(SCALED)
                .filter(scaled -> scaled.at("/spec/minReplicaCount").asInt() < 2
                        && trigger(scaled, "postgresql")
                                .map(due -> due.at("/metadata/query").asText())
                                .noneMatch(query -> Stream.of(
                                                "due_at <= now()",
                                                "from outbox",
                                                "from inbox_gap",
                                                "from parked_event where resolved_at is null")
                                        .allMatch(query::contains)))
                .map(scaled -> scaled + " sleeps while there is something to do");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(SCALED, INTAKE, "/spec/minReplicaCount", 0)
                .failsWith(SCALED, POLLER, "/spec/triggers/1", null)
                .failsWith(
                        SCALED,
                        POLLER,
                        "/spec/triggers/1/metadata/query",
                        "select count(*) from ticket where due_at <= now()");
        assertThat(Overlay.PRODUCTION
                        .manifests()
                        .get(SCALED, POLLER)
                        .at("/spec/minReplicaCount")
                        .asInt(1))
                .isZero();
    }

    @Test
    void what_may_go_to_none_names_each_topic_it_reads_for_a_group_that_was_away_has_no_offsets_to_tell() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> manifests
                        .find(SCALED, service.module())
                        .filter(scaled -> scaled.at("/spec/minReplicaCount").asInt() < 1)
                        .filter(scaled -> !trigger(scaled, "kafka")
                                .map(lag -> lag.at("/metadata/topic").asText())
                                .collect(Collectors.toSet())
                                .equals(service.consumes().stream()
                                        .map(Topic::topicName)
                                        .collect(Collectors.toSet())))
                        .isPresent())
                .map(service -> service.module() + " is not woken by what it has never read");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(SCALED, POLLER, "/spec/triggers/0/metadata/topic", null)
                .failsWith(SCALED, POLLER, "/spec/triggers/0/metadata/topic", "claims.status.v1")
                .failsWith(SCALED, INTAKE, "/spec/minReplicaCount", 0);
    }

    @Test
    void applying_the_manifests_again_does_not_scale() {
        Rule rule = manifests -> manifests
                .ofKind(SCALED)
                .filter(scaled ->
                        manifests.get("Deployment", scaled.name()).at("/spec").has("replicas"))
                .map(scaled -> scaled + " and its Deployment both say how many");
        rule.holdsIn(Overlay.PRODUCTION).failsWith("Deployment", POLLER, "/spec/replicas", 2);
    }

    private static Stream<JsonNode> trigger(Manifest scaled, String type) {
        return scaled.each("/spec/triggers")
                .filter(trigger -> trigger.path("type").asText().equals(type));
    }

    /** All channels of a service read in one group. */
    private static String group(HubService service) {
        return String.join(
                ",",
                service.properties().entrySet().stream()
                        .filter(property -> property.getKey().matches("mp\\.messaging\\.incoming\\..*\\.group\\.id"))
                        .map(Entry::getValue)
                        .distinct()
                        .toList());
    }

    private static String bootstrap(Manifests manifests) {
        Manifest kafka = manifests.ofKind("Kafka").findFirst().orElseThrow();
        return "%s-kafka-bootstrap.%s.svc:%d"
                .formatted(
                        kafka.name(),
                        kafka.at("/metadata/namespace").asText(),
                        kafka.at("/spec/kafka/listeners/0/port").asInt());
    }
}
