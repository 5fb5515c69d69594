package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IngressTest {

    private static final String INGRESS = "Ingress";
    private static final String PATHS = "/spec/rules/0/http/paths";

    @Test
    void every_door_is_closed_by_tls_for_all_its_hosts() {
        Rule.ofEach(manifest -> manifest.each("/spec/rules")
                        .map(rule -> rule.path("host").asText())
                        .filter(host -> manifest.kind().equals(INGRESS))
                        .filter(host -> host.isEmpty()
                                || manifest.each("/spec/tls")
                                        .flatMap(tls -> Manifest.items(tls.path("hosts")))
                                        .noneMatch(covered -> covered.asText().equals(host)))
                        .map(host -> "speaks in the clear at " + host))
                .holds()
                .failsWith(INGRESS, "payer-api", "/spec/tls", null)
                .failsWith(INGRESS, "webhooks", "/spec/rules/0/host", "hooks.example");
    }

    @Test
    void a_body_that_the_service_takes_passes_and_a_larger_one_does_not() {
        Rule rule = manifests -> manifests.ofKind(INGRESS).flatMap(ingress -> Stream.of(
                        "nginx.org/client-max-body-size", "nginx.ingress.kubernetes.io/proxy-body-size")
                .filter(annotation -> !ingress.at("/metadata/annotations")
                        .path(annotation)
                        .asText()
                        .equals(largestBody(ingress)))
                .map(annotation -> ingress + " bounds bodies otherwise than its service: " + annotation));
        rule.holds()
                .failsWith(INGRESS, "payer-api", "/metadata/annotations/nginx.org~1client-max-body-size", "1m")
                .failsWith(
                        INGRESS,
                        "webhooks",
                        "/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-body-size",
                        null);
    }

    @Test
    void a_door_leads_to_a_port_of_a_service() {
        Rule rule = manifests -> manifests.ofKind(INGRESS).flatMap(ingress -> backends(ingress)
                .filter(backend -> manifests
                        .find("Service", backend.path("name").asText())
                        .filter(service -> service.each("/spec/ports")
                                .anyMatch(port -> port.path("name").equals(backend.at("/port/name"))))
                        .isEmpty())
                .map(backend -> ingress + " leads nowhere: " + backend));
        rule.holds()
                .failsWith(INGRESS, "webhooks", PATHS + "/0/backend/service/name", "posting")
                .failsWith(INGRESS, "webhooks", PATHS + "/0/backend/service/port/name", "management2");
    }

    @Test
    void payers_and_partners_reach_their_paths_and_no_operators_path_is_open() {
        Set<String> open = new TreeSet<>(Set.of("/api/v1", "/webhooks"));
        Rule rule = manifests -> manifests.ofKind(INGRESS).flatMap(ingress -> ingress.each(PATHS)
                .flatMap(path -> Paths.of(service(path)).stream()
                        .filter(resource ->
                                Paths.under(resource, path.path("path").asText()))
                        .filter(resource -> open.stream().noneMatch(allowed -> Paths.under(resource, allowed)))
                        .map(resource -> ingress + " opens " + resource)));
        rule.holds()
                .failsWith(INGRESS, "payer-api", PATHS + "/0/path", "/")
                .failsWith(INGRESS, "webhooks", PATHS + "/0/path", "/postings");
        for (Overlay overlay : Overlay.values()) {
            assertThat(overlay.manifests()
                            .ofKind(INGRESS)
                            .flatMap(ingress -> ingress.each(PATHS))
                            .flatMap(path -> Paths.of(service(path)).stream()
                                    .filter(resource -> Paths.under(
                                            resource, path.path("path").asText()))))
                    .contains("/api/v1/payments", "/api/v1/claims", "/webhooks");
        }
    }

    private static HubService service(JsonNode path) {
        String name = path.at("/backend/service/name").asText();
        return Stream.of(HubService.values())
                .filter(service -> service.module().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> backends(Manifest ingress) {
        return ingress.each("/spec/rules")
                .flatMap(rule -> Manifest.items(rule.at("/http/paths")))
                .map(path -> path.at("/backend/service"));
    }

    /** As the service's own properties bound it; an expression says the default behind its colon. */
    private static String largestBody(Manifest ingress) {
        HubService service = service(ingress.at(PATHS + "/0"));
        return service.properties()
                .getOrDefault("quarkus.http.limits.max-body-size", "10M")
                .replaceAll(".*:|[${}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
