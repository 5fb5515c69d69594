package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final String DEPLOYMENT = "Deployment";
    private static final String SERVICE = "Service";
    private static final String POLLER = "claim-status-poller";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    /** Where the extension answers, unless properties say otherwise; none does: see the last test. */
    private static final Map<String, String> PROBES = Map.of(
            "startupProbe",
            "/q/health/started",
            "livenessProbe",
            "/q/health/live",
            "readinessProbe",
            "/q/health/ready");

    @Test
    void a_container_listens_where_its_program_is_told_to_and_where_no_other_of_its_pod_does() {
        Rule.ofEach(manifest -> {
                    var taken = new HashSet<Integer>();
                    return manifest.containers().flatMap(container -> {
                        List<Integer> ports = Manifest.items(container.path("ports"))
                                .map(port -> port.path("containerPort").asInt())
                                .toList();
                        List<Integer> told = Manifest.items(container.path("env"))
                                .filter(variable ->
                                        variable.path("name").asText().endsWith("_PORT"))
                                .map(variable -> variable.path("value").asInt())
                                .toList();
                        return ports.equals(told)
                                        && ports.size() == 2
                                        && ports.stream().allMatch(taken::add)
                                ? Stream.empty()
                                : Stream.of(container.path("name").asText() + " is told " + told + ", not " + ports);
                    });
                })
                .holds()
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/ports/0/containerPort", 8082)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/ports/1", null);
    }

    @Test
    void each_probe_asks_what_it_means_and_at_the_management_port() {
        Rule.ofEach(manifest -> manifest.containers().flatMap(container -> PROBES.entrySet().stream()
                        .filter(probe -> {
                            JsonNode asks = container.path(probe.getKey()).path("httpGet");
                            int port = port(container, asks.path("port").asText())
                                    .map(JsonNode::asInt)
                                    .orElse(0);
                            return !asks.path("path").asText().equals(probe.getValue()) || port < 9000;
                        })
                        .map(probe -> container.path("name").asText() + " has no good " + probe.getKey())))
                .holds()
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/readinessProbe/httpGet/path", "/q/health/live")
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/livenessProbe/httpGet/port", "http")
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/startupProbe", null);
    }

    @Test
    void health_and_metrics_are_where_probes_and_monitors_ask() {
        for (HubService service : HubService.values()) {
            assertThat(service.properties())
                    .as(service.module())
                    .containsEntry("quarkus.management.enabled", "true")
                    .doesNotContainKeys(
                            "quarkus.management.root-path",
                            "quarkus.smallrye-health.root-path",
                            "quarkus.micrometer.export.prometheus.path");
        }
    }

    @Test
    void every_service_reaches_a_port_of_its_pods() {
        Rule rule = manifests -> manifests.ofKind(SERVICE).flatMap(service -> service.each("/spec/ports")
                .filter(port -> LabelsTest.selected(manifests, LabelsTest.selector(service))
                        .map(name -> manifests.get(DEPLOYMENT, name))
                        .noneMatch(deployment -> port(
                                        deployment.at(CONTAINER),
                                        port.path("targetPort").asText())
                                .filter(target ->
                                        target.asInt() == port.path("port").asInt())
                                .isPresent()))
                .map(port -> service + " leads nowhere by " + port.path("name")));
        rule.holds()
                .failsWith(SERVICE, POLLER, "/spec/ports/0/targetPort", "web")
                .failsWith(SERVICE, POLLER, "/spec/ports/1/port", 9001);
    }

    static Optional<JsonNode> port(JsonNode container, String name) {
        return Manifest.items(container.path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .map(port -> port.path("containerPort"))
                .findFirst();
    }
}
