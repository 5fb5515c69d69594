package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final String POLLER = "claim-status-poller";
    private static final Pattern IMAGE =
            Pattern.compile("(?:.+/)?remithub/(?<name>[a-z-]+)(?::(?<tag>[^@]+))?(?:@sha256:[0-9a-f]{64})?");
    private static final String NAME = "app.kubernetes.io~1name";

    @Test
    void every_object_and_every_pod_has_all_six_recommended_labels() {
        Set<String> six = Set.of("name", "instance", "version", "component", "part-of", "managed-by");
        Rule.ofEach(manifest -> Stream.of(
                                manifest.at("/metadata/labels"), manifest.at("/spec/template/metadata/labels"))
                        .filter(labels ->
                                !labels.isMissingNode() || !manifest.node().has("metadata"))
                        .flatMap(labels -> six.stream()
                                .filter(label -> labels.path("app.kubernetes.io/" + label)
                                        .asText()
                                        .isEmpty())
                                .map(label -> "has no label " + label)))
                .holds()
                .failsWith("Service", POLLER, "/metadata/labels/app.kubernetes.io~1version", null)
                .failsWith("Kafka", "hub", "/metadata/labels/" + NAME, null)
                .failsWith("Deployment", POLLER, "/spec/template/metadata/labels/app.kubernetes.io~1part-of", null);
    }

    @Test
    void what_selects_pods_selects_those_of_one_deployment_alone() {
        Rule rule = manifests -> manifests.stream()
                .filter(manifest ->
                        Set.of("Service", "PodDisruptionBudget", "Deployment").contains(manifest.kind()))
                .filter(manifest ->
                        !selected(manifests, selector(manifest)).toList().equals(List.of(manifest.name())))
                .map(manifest -> manifest + " selects others, or none");
        rule.holds()
                .failsWith("Service", POLLER, "/spec/selector/" + NAME, "poller")
                .failsWith(
                        "Deployment",
                        POLLER,
                        "/spec/selector/matchLabels",
                        Map.of("app.kubernetes.io/part-of", "remit-hub"))
                .failsWith("PodDisruptionBudget", POLLER, "/spec/selector/matchLabels/" + NAME, "intake");
    }

    @Test
    void version_and_images_are_those_of_the_project() {
        String version = HubService.text(HubService.ROOT.resolve("pom.xml"))
                .split("<version>", 2)[1]
                .split("</version>", 2)[0];
        Rule.ofEach(manifest -> Stream.concat(
                                Stream.of(manifest.at("/metadata/labels/app.kubernetes.io~1version")
                                        .asText()),
                                images(manifest)
                                        .map(image -> image.group("tag"))
                                        .filter(Objects::nonNull))
                        .filter(found -> !found.equals(version))
                        .map(found -> "is of version " + found))
                .holds()
                .failsWith("Service", POLLER, "/metadata/labels/app.kubernetes.io~1version", "0.9")
                .failsWith("Deployment", POLLER, "/spec/template/spec/containers/0/image", "remithub/x:0.9");
    }

    @Test
    void an_image_is_called_as_the_module_that_it_is_made_of() {
        Set<String> modules = Set.of(
                "payment-intake-service",
                "batch-orchestrator-service",
                POLLER,
                "ehr-posting-service",
                "partner-sandbox");
        assertThat(modules).allSatisfy(module -> assertThat(Stream.of(module, "deploy/" + module))
                .anyMatch(directory -> HubService.ROOT
                        .resolve(directory)
                        .resolve("pom.xml")
                        .toFile()
                        .exists()));
        Rule.ofEach(manifest -> images(manifest)
                        .filter(image -> !modules.contains(image.group("name")))
                        .map(image -> "runs " + image.group()))
                .holds()
                .failsWith("Deployment", POLLER, "/spec/template/spec/containers/0/image", "remithub/poller:1.0.0");
    }

    /** From whatever registry, by tag or by digest. */
    private static Stream<MatchResult> images(Manifest manifest) {
        return manifest.containers().flatMap(container -> {
            var image = IMAGE.matcher(container.path("image").asText());
            assertThat(image.matches()).as("%s", container.path("image")).isTrue();
            return Stream.of(image.toMatchResult());
        });
    }

    static JsonNode selector(Manifest manifest) {
        JsonNode selector = manifest.at("/spec/selector");
        return selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    }

    static Stream<String> selected(Manifests manifests, JsonNode selector) {
        Map<String, String> wanted = Manifest.strings(selector);
        return manifests
                .ofKind("Deployment")
                .filter(deployment -> !wanted.isEmpty()
                        && Manifest.strings(deployment.at("/spec/template/metadata/labels"))
                                .entrySet()
                                .containsAll(wanted.entrySet()))
                .map(Manifest::name);
    }
}
