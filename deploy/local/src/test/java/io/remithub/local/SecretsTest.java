package io.remithub.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void aFileToBe() {
        file = directory.resolve("secrets.properties");
    }

    @Test
    void secrets_are_made_up_once_and_then_kept() {
        var first = Secrets.at(file, Map.of());
        var second = Secrets.at(file, Map.of());

        assertThat(Secrets.NAMES)
                .allSatisfy(name -> assertThat(second.get(name)).isNotBlank().isEqualTo(first.get(name)));
    }

    @Test
    void a_variable_of_the_environment_wins_and_is_not_written_down() throws Exception {
        var secrets = Secrets.at(file, Map.of("NEXHEALTH_API_KEY", "from-the-practice"));

        assertThat(secrets.get("NEXHEALTH_API_KEY")).isEqualTo("from-the-practice");
        assertThat(Files.readString(file)).doesNotContain("from-the-practice");
    }

    @Test
    void what_is_changed_in_the_file_holds_for_the_next_process() throws Exception {
        var secrets = Secrets.at(file, Map.of());

        Files.writeString(file, Files.readString(file).replace("PHI_KEYSET=", "PHI_KEYSET=new"));

        assertThat(secrets.get("PHI_KEYSET")).startsWith("new");
    }

    @Test
    void the_keyset_seals_and_opens() throws Exception {
        AeadConfig.register();
        var keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                Secrets.at(file, Map.of()).get("PHI_KEYSET"), InsecureSecretKeyAccess.get());
        var aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);

        var sealed = aead.encrypt("a name".getBytes(UTF_8), "where".getBytes(UTF_8));

        assertThat(aead.decrypt(sealed, "where".getBytes(UTF_8))).isEqualTo("a name".getBytes(UTF_8));
    }

    @Test
    void the_file_is_for_its_owner_only() throws Exception {
        Secrets.at(file, Map.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
