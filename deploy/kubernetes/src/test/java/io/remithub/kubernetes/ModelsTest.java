package io.remithub.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelsTest {

    private static final String DEPLOYMENT = "Deployment";
    private static final String POLLER = "claim-status-poller";
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    @Test
    void every_object_passes_strict_parsing_by_its_model_with_no_unknown_field() {
        Rule.ofEach(ModelsTest::againstModel)
                .holds()
                .failsWith(DEPLOYMENT, POLLER, "/spec/template/spec/terminationGracePeriod", 60)
                .failsWith(DEPLOYMENT, POLLER, "/spec/selector", null)
                .failsWith(DEPLOYMENT, POLLER, "/spec/template/spec/containers/0/readinessProbe/httpGet/pth", "/")
                .failsWith("Service", POLLER, "/spec/ports/0/targetPorts", "http")
                .failsWith("NetworkPolicy", POLLER, "/spec/egress/0/from", "anywhere")
                .failsWith("Ingress", "webhooks", "/spec/tls/0/host", "one")
                .failsWith("PodDisruptionBudget", POLLER, "/spec/maxUnvailable", 1);
    }

    @Test
    void every_custom_resource_fits_the_schema_of_its_definition() {
        Rule.ofEach(ModelsTest::againstSchema)
                .holds()
                .failsWith("Kafka", "hub", "/apiVersion", "kafka.strimzi.io/v1beta2")
                .failsWith("Kafka", "hub", "/spec/zookeeper", Map.of("replicas", 3))
                .failsWith("KafkaNodePool", "nodes", "/spec/roles/0", "zookeeper")
                .failsWith("KafkaTopic", "payments.intake.v1", "/spec/partition", 12)
                .failsWith("KafkaUser", POLLER, "/spec/authorization/acls/0/operation", "Read")
                .failsWith("Cluster", POLLER + "-db", "/spec/postgresql/synchronous/method", "some")
                .failsWith("Cluster", POLLER + "-db", "/spec/storage/sizes", "1Gi")
                .failsWith("ObjectStore", "backups", "/spec/configuration/wal/compresion", "gzip")
                .failsWith("ScheduledBackup", POLLER + "-db", "/spec/schedule", null)
                .failsWith("ScaledObject", POLLER, "/spec/maxReplicas", 12)
                .failsWith("TriggerAuthentication", POLLER, "/spec/secretTargetRef/0/secret", "x")
                .failsWith("ServiceMonitor", "services", "/spec/endpoints/0/paths", "/q/metrics")
                .failsWith("PrometheusRule", "remit-hub", "/spec/groups/0/rules/0/expression", "up")
                .failsWith("PodMonitor", "databases", "/spec/selector", null)
                .failsWith("ExternalSecret", "backups", "/spec/data/0/remoteRef/name", "x");
    }

    private static boolean builtIn(Manifest manifest) {
        String group = manifest.apiVersion().split("/")[0];
        return !group.contains(".") || group.endsWith(".k8s.io");
    }

    private static Stream<String> againstModel(Manifest manifest) {
        if (!builtIn(manifest)) {
            return Stream.empty();
        }
        try {
            Class.forName("io.kubernetes.client.openapi.models.V1" + manifest.kind())
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.node().toString()));
            return Stream.empty();
        } catch (InvocationTargetException refused) {
            return Stream.of(String.valueOf(refused.getCause()));
        } catch (ReflectiveOperationException none) {
            return Stream.of("is of no kind that Kubernetes has: " + none);
        }
    }

    private static Stream<String> againstSchema(Manifest manifest) {
        if (builtIn(manifest)) {
            return Stream.empty();
        }
        return SCHEMAS.computeIfAbsent(manifest.kind(), ModelsTest::schema).validate(manifest.node()).stream()
                .map(Object::toString);
    }

    private static JsonSchema schema(String kind) {
        var vendored = ModelsTest.class.getResourceAsStream("/crds/" + kind + ".json");
        if (vendored == null) {
            throw new IllegalStateException("there is no vendored schema of " + kind);
        }
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(vendored);
    }
}
