package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static final String DEPLOYMENT = "Deployment";
    private static final String POLLER = "claim-status-poller";
    private static final String ENV = "/spec/template/spec/containers/0/env/";
    private static final Map<String, Programs.Program> PROGRAMS = Programs.all();

    @Test
    void every_variable_that_is_set_is_one_that_the_program_knows() {
        Rule rule = manifests -> Environment.ofEach(manifests).flatMap(environment -> environment.variables().stream()
                .filter(variable -> !PROGRAMS.get(environment.container()).knows(variable))
                .map(variable -> environment.container() + " is told " + variable + ", which it does not know"));
        rule.holds()
                .failsWith(DEPLOYMENT, POLLER, ENV + "0/name", "CLAIM_POLL_FRIST")
                .failsWith("ExternalSecret", POLLER + "-secrets", "/spec/data/0/secretKey", "PHI_KEYS")
                .failsWith("a setting that no client of Kafka has", manifests -> Environment.configMap(manifests, "hub")
                        .put("KAFKA_SSL_KEYSTORE_KIND", "PEM"))
                .failsWith("a variable of another service", manifests -> Environment.configMap(manifests, POLLER)
                        .put("EHR_READ_LAG", "PT1S"));
    }

    @Test
    void every_variable_that_a_program_requires_is_set() {
        Rule rule = manifests -> Environment.ofEach(manifests)
                .flatMap(environment -> PROGRAMS.get(environment.container()).required().stream()
                        .filter(variable -> !environment.variables().contains(variable))
                        .map(variable -> environment.container() + " does not start without " + variable));
        rule.holds()
                .failsWith("ExternalSecret", POLLER + "-secrets", "/spec/data/1", null)
                .failsWith(DEPLOYMENT, POLLER, "/spec/template/spec/containers/0/envFrom", List.of())
                .failsWith("no address of the clearinghouse", manifests -> Environment.configMap(manifests, POLLER)
                        .remove("INTEGREX_URL"))
                .failsWith("no issuer", manifests -> Environment.configMap(manifests, "hub")
                        .remove("OIDC_ISSUER"));
        assertThat(PROGRAMS.get(POLLER).required())
                .contains("PHI_KEYSET", "ADMIN_KEY", "DB_URL", "INTEGREX_URL", "INTEGREX_CLIENT_SECRET", "OIDC_ISSUER");
    }

    @Test
    void no_variable_is_set_twice() {
        Rule rule = manifests -> Environment.ofEach(manifests).flatMap(environment -> environment.twice().stream()
                .map(variable -> environment.container() + " is told " + variable + " twice"));
        rule.holds().failsWith("twice", manifests -> Environment.configMap(manifests, POLLER)
                .put("OIDC_ISSUER", "https://another.example"));
    }

    @Test
    void no_secret_is_in_a_config_map_or_in_the_manifest_of_a_container() {
        Rule.ofEach(manifest -> Stream.concat(
                                manifest.kind().equals("ConfigMap")
                                        ? Manifest.strings(manifest.at("/data")).keySet().stream()
                                        : Stream.empty(),
                                manifest.containers()
                                        .flatMap(container -> Manifest.items(container.path("env")))
                                        .filter(variable -> variable.has("value"))
                                        .map(variable -> variable.path("name").asText()))
                        .filter(Documented::isSecret)
                        .map(variable -> "tells the secret " + variable))
                .holds()
                .failsWith("a secret", manifests -> Environment.configMap(manifests, POLLER)
                        .put("ADMIN_KEY", "x"))
                .failsWith(DEPLOYMENT, POLLER, ENV + "-", Map.of("name", "PHI_KEYSET", "value", "{}"));
    }

    @Test
    void every_secret_that_is_referred_to_is_made_by_something_here() {
        Rule rule = manifests -> {
            Map<String, Set<String>> made = Environment.secrets(manifests);
            return Environment.references(manifests)
                    .filter(reference -> !made.containsKey(reference.secret())
                            || !made.get(reference.secret()).containsAll(reference.keys()))
                    .map(reference -> reference + " is made by nothing");
        };
        rule.holds()
                .failsWith(DEPLOYMENT, POLLER, ENV + "0/valueFrom/secretKeyRef/name", "database")
                .failsWith(DEPLOYMENT, POLLER, ENV + "0/valueFrom/secretKeyRef/key", "user")
                .failsWith(DEPLOYMENT, POLLER, "/spec/template/spec/volumes/0/secret/secretName", "ca")
                .failsWith("ExternalSecret", "ehr-posting-service-secrets", "/spec/target/name", "secrets")
                .failsWith("TriggerAuthentication", POLLER, "/spec/secretTargetRef/3/key", "url")
                .failsWith("ObjectStore", "backups", "/spec/configuration/s3Credentials/accessKeyId/key", "ID")
                .failsWith("Ingress", "webhooks", "/metadata/annotations/cert-manager.io~1cluster-issuer", null)
                .failsWith("KafkaUser", POLLER, "/metadata/name", "poller")
                .failsWith("Cluster", POLLER + "-db", "/metadata/name", "poller");
    }

    @Test
    void every_service_knows_what_the_readme_documents_of_it_and_by_the_same_default() {
        for (HubService service : HubService.values()) {
            Variables variables = Variables.of(service);
            var unknown = new TreeSet<String>();
            for (Documented documented : Documented.all()) {
                if (documented.isOf(service)
                        && !(variables.knows(documented.variable())
                                && (documented.byDefault().isEmpty()
                                        || documented
                                                .byDefault()
                                                .equals(variables.defaultOf(documented.variable()))))) {
                    unknown.add(documented.toString());
                }
            }
            assertThat(unknown).as(service.module()).isEmpty();
        }
    }
}
