package io.remithub.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A new key is made known to one service after the other, and only then becomes the one that seals, again in one after
 * the other: at no time does anybody meet a key that it does not have.
 */
@Order(4)
@ExtendWith(RunningHub.class)
class KeyRotationTest {

    private static final String KEYSET = "PHI_KEYSET";
    private static final Path SECRETS = Dev.STACK.resolve("secrets.properties");
    private static final List<String> WHO_MAY_OPEN =
            List.of("ehr-posting-service", "payment-intake-service", "claim-status-poller");
    private static final int SECONDS_TO_COMPLETE = 60;

    @Test
    void a_new_key_comes_into_use_service_by_service_while_payments_go_on_and_what_is_old_still_opens()
            throws Exception {
        var series = new Series("rotation");
        series.issue(1);
        var known = KeysetHandle.newBuilder(keyset())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .build();
        roll(known, series);
        var old = sealedBy(series.ids().getLast());
        var primary = KeysetHandle.newBuilder(known);
        primary.getAt(known.size() - 1).makePrimary();
        roll(primary.build(), series);
        series.issue(1);

        series.awaitCompleted(SECONDS_TO_COMPLETE);
        assertThat(old).isEqualTo(sealedBy(series.ids().getFirst()));
        assertThat(sealedBy(series.ids().getLast())).isNotEqualTo(old);
        for (var payment : series.ids()) {
            assertThat(Payer.ACME_PHI
                            .details(payment)
                            .at("/remittance/payeeDetails/taxId")
                            .asText())
                    .isEqualTo("786532990");
        }
    }

    private static void roll(KeysetHandle keyset, Series series) throws Exception {
        write(keyset);
        for (var service : WHO_MAY_OPEN) {
            var process = Parts.ready(service).orElseThrow();
            process.destroy();
            Parts.awaitSuccessor(service, process);
            series.issue(1);
        }
    }

    /** The key's number, which Tink writes before what it seals. */
    private static String sealedBy(String paymentId) throws Exception {
        var requests = Databases.tables("intake").stream()
                .filter(table -> table.name().endsWith(".payment_request"))
                .findFirst()
                .orElseThrow();
        var row = new String(requests.content(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(paymentId))
                .findFirst()
                .orElseThrow();
        return row.substring(row.indexOf('x') + 1, row.indexOf('x') + 11);
    }

    private static KeysetHandle keyset() throws IOException, GeneralSecurityException {
        AeadConfig.register();
        return TinkJsonProtoKeysetFormat.parseKeyset(secrets().getProperty(KEYSET), InsecureSecretKeyAccess.get());
    }

    private static void write(KeysetHandle keyset) throws IOException, GeneralSecurityException {
        var secrets = secrets();
        secrets.setProperty(KEYSET, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        try (var out = Files.newBufferedWriter(SECRETS)) {
            secrets.store(out, null);
        }
    }

    private static Properties secrets() throws IOException {
        var secrets = new Properties();
        try (var in = Files.newBufferedReader(SECRETS)) {
            secrets.load(in);
        }
        return secrets;
    }
}
