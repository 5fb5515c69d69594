package io.remithub.kubernetes;

import io.remithub.kubernetes.Network.Party;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final String POLLER = "claim-status-poller";
    private static final String POLICY = "NetworkPolicy";
    private static final String POSTING = "ehr-posting-service";
    private static final String INTAKE = "payment-intake-service";

    @Test
    void nothing_speaks_to_anything_but_for_exactly_the_paths_of_the_design() {
        Rule rule = manifests -> {
            Set<String> open = Network.of(manifests).paths(parties(manifests));
            Set<String> design = design();
            return Stream.concat(
                    open.stream().filter(path -> !design.contains(path)).map(path -> "is open: " + path),
                    design.stream().filter(path -> !open.contains(path)).map(path -> "is closed: " + path));
        };
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(POLICY, "default-deny", "/spec/podSelector", Map.of("matchLabels", Map.of("a", "b")))
                .failsWith(POLICY, "services", "/spec/egress/0/ports/0/port", 9092)
                .failsWith(POLICY, "services", "/spec/ingress/0/from", null)
                .failsWith(POLICY, POLLER, "/spec/egress/0/ports/0/port", 5433)
                .failsWith(POLICY, POLLER, "/spec/egress/1", null)
                .failsWith(POLICY, POLLER, "/spec/egress/1/to/0/ipBlock/except", List.of())
                .failsWith(POLICY, POLLER + "-db", "/spec/ingress/2/from/0/namespaceSelector", Map.of())
                .failsWith(POLICY, "kafka", "/spec/ingress/0/from/0/podSelector/matchLabels", Map.of("a", "b"))
                .failsWith(POLICY, "kafka", "/spec/ingress/0/from/1/namespaceSelector", Map.of());
    }

    @Test
    void every_address_that_a_service_is_told_is_on_a_path_that_is_open() {
        Rule rule = manifests -> Stream.of(HubService.values()).flatMap(service -> {
            Set<String> open = Network.of(manifests).paths(parties(manifests));
            return Environment.of(manifests, service.module()).values().entrySet().stream()
                    .filter(variable -> !variable.getKey().equals("PUBLIC_WEBHOOK_URL"))
                    .filter(variable -> variable.getValue().startsWith("http"))
                    .filter(variable -> {
                        URI address = URI.create(variable.getValue());
                        String party = address.getHost().endsWith(".svc")
                                ? address.getHost().split("\\.")[1]
                                : "internet";
                        int port = address.getPort() > 0 ? address.getPort() : 443;
                        return !open.contains(service.module() + " > " + party + ":" + port);
                    })
                    .map(variable -> service.module() + " does not reach " + variable);
        });
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("another port", manifests -> Environment.configMap(manifests, POLLER)
                        .put("INTEGREX_URL", "https://api.integrexrcm.com:8443/api/v2"))
                .failsWith("another namespace", manifests -> Environment.configMap(manifests, "hub")
                        .put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.elsewhere.svc:4317"));
    }

    private static Set<String> design() {
        var paths = new TreeSet<String>();
        var all = new ArrayList<>(List.of("hub-kafka", "hub-entity-operator", "stranger"));
        for (HubService service : HubService.values()) {
            String name = service.module();
            String database = name + "-db";
            all.addAll(List.of(name, database));
            paths.addAll(List.of(
                    "monitoring > " + name + ":9000",
                    name + " > hub-kafka:9093",
                    name + " > " + database + ":5432",
                    name + " > observability:4317",
                    // The issuer of tokens; of posting, NexHealth and Decoda as well.
                    name + " > internet:443",
                    database + " > " + database + ":5432",
                    database + " > " + database + ":8000",
                    "cnpg-system > " + database + ":8000",
                    "monitoring > " + database + ":9187",
                    database + " > internet:443",
                    database + " > kubernetes:443",
                    database + " > kubernetes:6443"));
        }
        all.forEach(pod -> paths.add(pod + " > kube-system:53"));
        paths.addAll(List.of(
                "ingress-nginx > " + INTAKE + ":8080",
                "ingress-nginx > " + POSTING + ":8080",
                POLLER + " > internet:53443",
                "keda > " + POLLER + "-db:5432",
                "keda > hub-kafka:9093",
                "monitoring > hub-kafka:9404"));
        for (int port : List.of(9090, 9091, 8443)) {
            Stream.of("hub-kafka", "hub-entity-operator", "strimzi")
                    .forEach(peer -> paths.add(peer + " > hub-kafka:" + port));
        }
        for (int port : List.of(443, 6443)) {
            Stream.of("hub-kafka", "hub-entity-operator").forEach(pod -> paths.add(pod + " > kubernetes:" + port));
        }
        return paths;
    }

    private static List<Party> parties(Manifests manifests) {
        var parties = new ArrayList<Party>();
        manifests
                .ofKind("Deployment")
                .map(deployment ->
                        Party.pod(deployment.name(), Manifest.strings(deployment.at("/spec/template/metadata/labels"))))
                .forEach(parties::add);
        manifests
                .ofKind("Cluster")
                .map(cluster -> Party.pod(cluster.name(), Map.of("cnpg.io/cluster", cluster.name())))
                .forEach(parties::add);
        Stream.of("hub-kafka", "hub-entity-operator")
                .map(name -> Party.pod(name, Map.of("strimzi.io/cluster", "hub", "strimzi.io/name", name)))
                .forEach(parties::add);
        parties.add(Party.pod("stranger", Map.of("app.kubernetes.io/name", "stranger")));
        Stream.of("ingress-nginx", "monitoring", "observability", "keda", "cnpg-system", "strimzi", "elsewhere")
                .map(namespace -> Party.of(namespace, Map.of()))
                .forEach(parties::add);
        parties.add(Party.of("kube-system", Map.of("k8s-app", "kube-dns")));
        parties.add(Party.at("internet", "203.0.113.7"));
        parties.add(Party.at("kubernetes", "10.96.0.1"));
        return parties;
    }
}
