package io.remithub.kubernetes;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What ConfigMaps are made of: every documented variable with what the code has for it, and how the parts are wired. */
final class ConfigFiles {

    /** Said by each container. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("HTTP_PORT", "MANAGEMENT_PORT");

    private ConfigFiles() {}

    /** What all services share. */
    static String shared() {
        Map<String, String> shared = documented(HubService.INTAKE, true);
        shared.put("KAFKA_BOOTSTRAP_SERVERS", "hub-kafka-bootstrap:9093");
        shared.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        shared.put("KAFKA_SSL_KEYSTORE_TYPE", "PEM");
        shared.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        return file(shared);
    }

    static String of(HubService service) {
        Map<String, String> own = documented(service, false);
        own.put(
                "DB_URL",
                "jdbc:postgresql://%s-db-rw:5432/hub?sslmode=verify-full&sslrootcert=/etc/remithub/database/ca.crt"
                        .formatted(service.module()));
        return file(own);
    }

    private static Map<String, String> documented(HubService service, boolean shared) {
        Variables variables = Variables.of(service);
        var values = new TreeMap<String, String>();
        Documented.all().stream()
                .filter(documented ->
                        documented.isOf(service) && documented.of().equals("all") == shared)
                .map(Documented::variable)
                .filter(variable -> !Documented.isSecret(variable) && !OF_THE_CONTAINER.contains(variable))
                .forEach(variable ->
                        variables.defaultOf(variable).ifPresent(byDefault -> values.put(variable, byDefault)));
        return values;
    }

    private static String file(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue() + "\n")
                .collect(Collectors.joining(
                        "",
                        "# Generated from the documented configuration and the code's defaults; compared in the build.\n",
                        ""));
    }
}
