package io.remithub.local;

import io.remithub.embedded.PhiKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The local stack's own secrets: made up once, kept, and overruled by the environment. What is changed in the file holds
 * for the next process that is started: so keys are rotated one process at a time.
 */
final class Secrets {

    private static final String KEYSET = "PHI_KEYSET";

    static final List<String> NAMES = List.of(
            KEYSET,
            "CLAIM_KEY_SECRET",
            "ADMIN_KEY",
            "DB_PASSWORD",
            "INTEGREX_CLIENT_ID",
            "INTEGREX_CLIENT_SECRET",
            "NEXHEALTH_API_KEY",
            "NEXHEALTH_WEBHOOK_SECRET",
            "DECODA_API_KEY",
            "DECODA_WEBHOOK_SECRET");

    private final Path file;
    private final Map<String, String> environment;

    private Secrets(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Keeps what is in the file, and adds to it what is missing. */
    static Secrets at(Path file, Map<String, String> environment) {
        var kept = read(file);
        if (!kept.keySet().containsAll(NAMES)) {
            NAMES.forEach(name -> kept.computeIfAbsent(name, Secrets::generate));
            write(file, kept);
        }
        return new Secrets(file, environment);
    }

    /** As it is now. */
    String get(String name) {
        var value = environment.getOrDefault(name, read(file).get(name));
        if (value == null || !NAMES.contains(name)) {
            throw new IllegalArgumentException("no secret is called " + name);
        }
        return value;
    }

    private static String generate(String name) {
        if (name.equals(KEYSET)) {
            return PhiKeyset.generate();
        }
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var kept = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> kept.put(name, properties.getProperty(name)));
        return kept;
    }

    private static void write(Path file, Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(unfinished)) {
                properties.store(out, "secrets of the local stack only");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
