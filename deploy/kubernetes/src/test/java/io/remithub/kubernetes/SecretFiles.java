package io.remithub.kubernetes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What each service has from the platform's store of secrets: exactly what its code requires and nobody here makes. */
final class SecretFiles {

    /** Made by the database's operator. */
    private static final Set<String> OF_THE_DATABASE = Set.of("DB_USER", "DB_PASSWORD");

    private SecretFiles() {}

    static String services() {
        return Arrays.stream(HubService.values())
                .map(SecretFiles::of)
                .collect(Collectors.joining(
                        "---\n", "# Generated from what the code requires; compared in the build.\n", ""));
    }

    private static String of(HubService service) {
        return """
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata:
                  name: %1$s-secrets
                  labels:
                    app.kubernetes.io/name: %1$s
                    app.kubernetes.io/component: %2$s
                spec:
                  refreshInterval: 1h
                  secretStoreRef:
                    kind: ClusterSecretStore
                    name: remit-hub
                  target:
                    name: %1$s-secrets
                  data:
                """.formatted(service.module(), service.shortName())
                + Variables.of(service).required().stream()
                        .filter(variable -> Documented.isSecret(variable) && !OF_THE_DATABASE.contains(variable))
                        .map(SecretFiles::entry)
                        .collect(Collectors.joining());
    }

    private static String entry(String variable) {
        return """
                    - secretKey: %s
                      remoteRef:
                        key: remit-hub/%s
                """.formatted(variable, variable.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
