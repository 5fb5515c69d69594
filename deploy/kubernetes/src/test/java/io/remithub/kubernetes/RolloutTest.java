package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.messaging.WorkLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static final String DEPLOYMENT = "Deployment";
    private static final String POLLER = "claim-status-poller";
    private static final String ORCHESTRATOR = "batch-orchestrator-service";
    private static final String POD = "/spec/template/spec";
    /** Within which every balancer knows that a pod is leaving. */
    private static final Duration HEARD = Duration.ofSeconds(5);

    private static final String PRE_STOP = POD + "/containers/0/lifecycle/preStop/sleep/seconds";

    @Test
    void no_pod_goes_before_its_successor_is_ready() {
        Rule.ofEach(manifest -> manifest.pod().stream()
                        .filter(pod -> manifest.at("/spec/strategy/rollingUpdate/maxUnavailable")
                                        .asInt(1)
                                != 0)
                        .map(pod -> "is without a pod while it is replaced"))
                .holds()
                .failsWith(DEPLOYMENT, POLLER, "/spec/strategy/rollingUpdate/maxUnavailable", 1)
                .failsWith(DEPLOYMENT, POLLER, "/spec/strategy", null);
    }

    @Test
    void a_pod_is_given_longer_than_its_slowest_call_takes() {
        Rule rule = manifests -> Arrays.stream(HubService.values())
                .filter(service -> needs(manifests, service).toSeconds()
                        >= manifests
                                .get(DEPLOYMENT, service.module())
                                .at(POD + "/terminationGracePeriodSeconds")
                                .asLong(30))
                .map(service -> service.module() + " takes " + needs(manifests, service) + " to end");
        rule.holds()
                .failsWith(DEPLOYMENT, ORCHESTRATOR, POD + "/terminationGracePeriodSeconds", 120)
                .failsWith(DEPLOYMENT, ORCHESTRATOR, PRE_STOP, 120);
    }

    @Test
    void what_is_under_way_when_a_pod_ends_is_waited_for_as_long_as_it_may_take() {
        Rule rule = manifests -> Arrays.stream(HubService.values()).flatMap(service -> {
            Map<String, String> environment =
                    Environment.of(manifests, service.module()).values();
            String statement =
                    service.properties().get("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout");
            return Stream.of(
                            longer(
                                    service,
                                    "a request",
                                    preStop(manifests, service).minus(HEARD),
                                    duration("PT" + statement + "S")),
                            longer(
                                    service,
                                    "a call",
                                    Duration.ofSeconds(WorkLoop.SECONDS_TO_FINISH),
                                    call(service, environment)))
                    .flatMap(complaint -> complaint);
        });
        rule.holds()
                .failsWith(DEPLOYMENT, POLLER, PRE_STOP, 60)
                .failsWith(DEPLOYMENT, POLLER, POD + "/containers/0/lifecycle", null)
                .failsWith("calls are cut off", manifests -> Environment.configMap(manifests, POLLER)
                        .put("INTEGREX_TIMEOUT", "PT30S"));
    }

    @Test
    void two_pods_of_a_service_are_never_on_one_node_nor_drained_at_once() {
        Rule spread = manifests -> manifests
                .ofKind(DEPLOYMENT)
                .filter(deployment -> deployment
                        .each(POD + "/topologySpreadConstraints")
                        .noneMatch(constraint -> constraint
                                        .path("topologyKey")
                                        .asText()
                                        .equals("kubernetes.io/hostname")
                                && constraint.path("whenUnsatisfiable").asText().equals("DoNotSchedule")
                                && constraint.path("maxSkew").asInt() == 1
                                && LabelsTest.selected(manifests, constraint.at("/labelSelector/matchLabels"))
                                        .toList()
                                        .equals(List.of(deployment.name()))))
                .map(deployment -> deployment + " may be on one node alone");
        spread.holds()
                .failsWith(DEPLOYMENT, POLLER, POD + "/topologySpreadConstraints/0", null)
                .failsWith(
                        DEPLOYMENT,
                        POLLER,
                        POD + "/topologySpreadConstraints/0/labelSelector/matchLabels",
                        Map.of("a", "b"));
        Rule budget = manifests -> manifests
                .ofKind(DEPLOYMENT)
                .filter(deployment -> manifests
                        .find("PodDisruptionBudget", deployment.name())
                        .filter(found -> found.at("/spec/maxUnavailable").asInt() == 1)
                        .isEmpty())
                .map(deployment -> deployment + " may be drained at once");
        budget.holds()
                .failsWith("PodDisruptionBudget", POLLER, "/spec/maxUnavailable", "100%")
                .failsWith("PodDisruptionBudget", POLLER, "/metadata/name", "budget");
    }

    /** preStop, then its loops one after the other, its transactions as long as one of them, and the outbox. */
    private static Duration needs(Manifests manifests, HubService service) {
        Variables variables = Variables.of(service);
        return preStop(manifests, service)
                .plusSeconds((long) WorkLoop.SECONDS_TO_FINISH * (variables.fieldsOfType(WorkLoop.class.getName()) + 1))
                .plus(duration(variables.defaultOf("MESSAGING_RELAY_ACK_WITHIN").orElseThrow()));
    }

    private static Duration call(HubService service, Map<String, String> environment) {
        return switch (service) {
            case INTAKE, ORCHESTRATOR -> Duration.ZERO;
            case POLLER -> duration(environment.get("INTEGREX_TIMEOUT"));
            case POSTING -> duration(environment.get("PARTNER_CALL_TIMEOUT"));
        };
    }

    private static Duration preStop(Manifests manifests, HubService service) {
        return Duration.ofSeconds(
                manifests.get(DEPLOYMENT, service.module()).at(PRE_STOP).asLong());
    }

    private static Stream<String> longer(HubService service, String what, Duration waited, Duration needed) {
        assertThat(needed).isNotNull();
        return waited.compareTo(needed) >= 0
                ? Stream.empty()
                : Stream.of("%s waits %s for %s that may take %s".formatted(service.module(), waited, what, needed));
    }

    private static Duration duration(@Nullable String text) {
        return Duration.parse(Objects.requireNonNull(text).toUpperCase(Locale.ROOT));
    }
}
