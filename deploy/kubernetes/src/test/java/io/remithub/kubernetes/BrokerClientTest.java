package io.remithub.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own client takes the certificates of a {@code KafkaUser} the way in which services are given them. */
class BrokerClientTest {

    private static final String POLLER = "claim-status-poller";
    private static final char[] PASSWORD = "for this test".toCharArray();

    private static Map<String, String> secrets = Map.of();

    @BeforeAll
    static void makeSecrets(@TempDir Path directory) throws Exception {
        KeyStore store = certificate(directory);
        String certificate = pem("CERTIFICATE", store.getCertificate("user").getEncoded());
        String key = pem("PRIVATE KEY", store.getKey("user", PASSWORD).getEncoded());
        secrets = Map.of("ca.crt", certificate, "user.crt", certificate, "user.key", key);
    }

    @Test
    void a_client_speaks_tls_by_what_secrets_and_config_map_tell_it() throws Exception {
        try (var factory = new DefaultSslEngineFactory()) {
            factory.configure(settings(Overlay.PRODUCTION.manifests()));

            var engine = factory.createClientSslEngine("hub-kafka-bootstrap", 9093, "https");
            assertThat(engine.getUseClientMode()).isTrue();
            assertThat(factory.keystore().isKeyEntry("kafka")).isTrue();
        }
    }

    @Test
    void it_would_not_if_it_were_told_less() throws Exception {
        Manifests less = Overlay.PRODUCTION.manifests().copy();
        Environment.configMap(less, "hub").remove("KAFKA_SSL_KEYSTORE_TYPE");
        try (var factory = new DefaultSslEngineFactory()) {
            assertThatThrownBy(() -> factory.configure(settings(less))).isInstanceOf(KafkaException.class);
        }
    }

    private static Map<String, ?> settings(Manifests manifests) {
        var told = new HashMap<String, Object>(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class));
        Environment.of(manifests, POLLER).values().forEach((name, value) -> told.put(setting(name), value));
        manifests
                .get("Deployment", POLLER)
                .containers()
                .flatMap(container -> Manifest.items(container.path("env")))
                .filter(variable -> variable.path("name").asText().startsWith("KAFKA_"))
                .forEach(variable -> told.put(
                        setting(variable.path("name").asText()),
                        requireNonNull(secrets.get(
                                variable.at("/valueFrom/secretKeyRef/key").asText()))));
        return new ConsumerConfig(told).values();
    }

    private static String setting(String variable) {
        return variable.replaceFirst("KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static KeyStore certificate(Path directory) throws Exception {
        Path store = directory.resolve("user.p12");
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "user",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + POLLER,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        assertThat(keytool.start().waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded));
    }
}
