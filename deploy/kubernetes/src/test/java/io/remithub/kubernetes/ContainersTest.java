package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContainersTest {

    private static final String DEPLOYMENT = "Deployment";
    private static final String POLLER = "claim-status-poller";
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @Test
    void no_container_runs_as_root() {
        inEach("may run as root", (pod, container) -> {
                    JsonNode context = pod.path("securityContext");
                    return context.path("runAsNonRoot").asBoolean()
                            && context.path("runAsUser").asInt() == 10001
                            && context.path("runAsGroup").asInt() == 10001
                            && !container.path("securityContext").has("runAsUser")
                            && !container.path("securityContext").has("runAsNonRoot");
                })
                .holds()
                .failsWith(DEPLOYMENT, POLLER, POD + "/securityContext/runAsNonRoot", false)
                .failsWith(DEPLOYMENT, POLLER, POD + "/securityContext/runAsUser", 0)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/securityContext/runAsUser", 0);
    }

    @Test
    void every_container_keeps_to_the_restricted_profile_and_writes_to_tmp_alone() {
        inEach("is not restricted", ContainersTest::restricted)
                .holds()
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/securityContext/readOnlyRootFilesystem", false)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/securityContext/allowPrivilegeEscalation", null)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/securityContext/capabilities/drop/0", "NET_RAW")
                .failsWith(DEPLOYMENT, POLLER, POD + "/securityContext/seccompProfile/type", "Unconfined")
                .failsWith(DEPLOYMENT, POLLER, POD + "/hostNetwork", true)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/volumeMounts/1/mountPath", "/var");
    }

    @Test
    void no_container_is_without_requests_and_limits() {
        inEach("has no bounds", (pod, container) -> Stream.of("requests", "limits")
                        .allMatch(bound -> Stream.of("cpu", "memory")
                                .allMatch(of ->
                                        container.path("resources").path(bound).hasNonNull(of))))
                .holds()
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/resources/limits/memory", null)
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/resources/requests/cpu", null);
    }

    @Test
    void no_container_runs_latest() {
        inEach("runs whatever is there", (pod, container) -> {
                    String image = container.path("image").asText();
                    return image.matches(".+(@sha256:[0-9a-f]{64}|:[^:/]+)") && !image.endsWith(":latest");
                })
                .holds()
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/image", "remithub/claim-status-poller:latest")
                .failsWith(DEPLOYMENT, POLLER, CONTAINER + "/image", "localhost:5000/remithub/claim-status-poller");
    }

    @Test
    void no_pod_holds_a_token_of_the_cluster() {
        Rule.ofEach(manifest -> Stream.of(manifest)
                        .filter(account -> account.kind().equals("ServiceAccount"))
                        .filter(account ->
                                account.at("/automountServiceAccountToken").asBoolean(true))
                        .map(account -> "has a token mounted"))
                .holds()
                .failsWith("ServiceAccount", POLLER, "/automountServiceAccountToken", true);
        Rule.ofEach(manifest -> manifest.pod().stream()
                        .filter(pod -> pod.path("automountServiceAccountToken").asBoolean(true)
                                || !pod.path("serviceAccountName").asText().equals(manifest.name()))
                        .map(pod -> "is not its own account without a token"))
                .holds()
                .failsWith(DEPLOYMENT, POLLER, POD + "/automountServiceAccountToken", null)
                .failsWith(DEPLOYMENT, POLLER, POD + "/serviceAccountName", "default");
    }

    private static boolean restricted(JsonNode pod, JsonNode container) {
        JsonNode context = container.path("securityContext");
        return context.path("readOnlyRootFilesystem").asBoolean()
                && !context.path("allowPrivilegeEscalation").asBoolean(true)
                && !context.path("privileged").asBoolean()
                && context.at("/capabilities/drop/0").asText().equals("ALL")
                && pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")
                && Stream.of("hostNetwork", "hostPID", "hostIPC")
                        .noneMatch(host -> pod.path(host).asBoolean())
                && Manifest.items(container.path("volumeMounts"))
                        .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp"))
                && Manifest.items(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"));
    }

    private static Rule inEach(String complaint, BiPredicate<JsonNode, JsonNode> fine) {
        return Rule.ofEach(manifest -> manifest.containers()
                .filter(container -> !fine.test(manifest.pod().orElseThrow(), container))
                .map(container -> "container " + container.path("name").asText() + " " + complaint));
    }
}
