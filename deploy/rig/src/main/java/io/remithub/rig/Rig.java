package io.remithub.rig;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.remithub.embedded.KafkaBroker;
import io.remithub.embedded.PostgresServer;
import io.remithub.embedded.TokenIssuer;
import io.remithub.embedded.Topics;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A broker, a durable database and, one by one as a stage needs them, the services in production's settings. */
public final class Rig implements AutoCloseable {

    private static final String PASSWORD = "rig";
    /** As a server of its own would have it, but for its size; commits bear their time. */
    private static final Map<String, String> SERVER = Map.of(
            "track_commit_timestamp", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "full_page_writes", "on");

    private static final int POSTGRES_PORT = 25432;

    private final Path directory;
    private final Jvm jvm;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final TokenIssuer issuer;
    private final String keyset = keyset();
    private final Cpu cpu = new Cpu();
    private final Map<Part, ServiceProcess> running = new EnumMap<>(Part.class);

    private Rig(Path directory, Jvm jvm, PostgresServer postgres, KafkaBroker kafka, TokenIssuer issuer) {
        this.directory = directory;
        this.jvm = jvm;
        this.postgres = postgres;
        this.kafka = kafka;
        this.issuer = issuer;
    }

    /** @param directory emptied by whoever calls
     * @param jvm of every service */
    public static Rig start(Path directory, Jvm jvm) throws IOException {
        Files.createDirectories(directory);
        var postgres = PostgresServer.kept(
                directory.resolve("postgres"),
                POSTGRES_PORT,
                directory.resolve("postgres.log").toFile(),
                SERVER);
        for (var part : Part.values()) {
            if (part.hasDatabase()) {
                postgres.createDatabase(part.database(), part.database(), PASSWORD);
            }
        }
        var log = Redirect.appendTo(directory.resolve("kafka.log").toFile());
        var kafka = KafkaBroker.start(directory.resolve("kafka"), 29092, log, List.of("-XX:TieredStopAtLevel=4"));
        Topics.create(kafka.bootstrapServers());
        var rig = new Rig(directory, jvm, postgres, kafka, TokenIssuer.start(0));
        rig.cpu.watch("postgres", postgres.process());
        rig.cpu.watch("kafka", kafka.process().toHandle());
        rig.cpu.watch("load and ceilings", ProcessHandle.current());
        return rig;
    }

    /** @param more what this stage sets beside what every service is told */
    public void start(Part part, Map<String, String> more) throws InterruptedException {
        var environment = new TreeMap<>(part.environment());
        environment.put("PHI_KEYSET", keyset);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("OIDC_ISSUER", issuer.address());
        if (part.hasDatabase()) {
            environment.put("DB_URL", postgres.jdbcUrl(part.database()));
            environment.put("DB_USER", part.database());
            environment.put("DB_PASSWORD", PASSWORD);
        }
        environment.putAll(more);
        File log = directory.resolve(part.label() + ".log").toFile();
        var service = ServiceProcess.start(part.label(), jvm, part.module(), part.port(), environment, log);
        running.put(part, service);
        cpu.watch(part.label(), service.handle());
    }

    public void stop(Part part) {
        var service = running.remove(part);
        if (service != null) {
            cpu.forget(part.label());
            service.close();
        }
    }

    public ProcessHandle process(Part part) {
        return Objects.requireNonNull(running.get(part), part.label()).handle();
    }

    public Cpu cpu() {
        return cpu;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String jdbcUrl(Part part) {
        return "%s?user=%s&password=%s&reWriteBatchedInserts=true"
                .formatted(postgres.jdbcUrl(part.database()), part.database(), PASSWORD);
    }

    public Connection connect(Part part) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(part));
    }

    public int postgresPort() {
        return postgres.port();
    }

    public String password() {
        return PASSWORD;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        running.values().forEach(ServiceProcess::close);
        kafka.close();
        postgres.close();
        issuer.close();
    }

    private static String keyset() {
        try {
            AeadConfig.register();
            var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get())
                    .replaceAll("\\s+", "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a keyset", e);
        }
    }
}
