package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.remithub.events.sealed.ClaimPart;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final AssociatedData HERE = AssociatedData.part("tenant", "payment", 0);

    private final KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    private final Sealing sealing = new Sealing(json(keys));
    private final ClaimPart part = ClaimPart.newBuilder()
            .setPatientControlNumber("PCN-SECRET")
            .setPayeeTaxId("786532990")
            .setLines(List.of())
            .build();

    SealingTest() throws GeneralSecurityException {}

    @BeforeAll
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
    }

    @Test
    void what_is_sealed_opens_at_its_own_place() {
        assertThat(sealing.open(sealing.seal(part, HERE), ClaimPart.class, HERE))
                .isEqualTo(part);
    }

    @Test
    void sealed_bytes_show_nothing() {
        var sealed = new String(sealing.seal(part, HERE).array(), StandardCharsets.ISO_8859_1);

        assertThat(sealed).doesNotContain("PCN-SECRET").doesNotContain("786532990");
    }

    @Test
    void sealed_bytes_moved_to_another_claim_payment_or_tenant_do_not_open() {
        var sealed = sealing.seal(part, HERE);

        for (var elsewhere : List.of(
                AssociatedData.part("tenant", "payment", 1),
                AssociatedData.part("tenant", "other", 0),
                AssociatedData.part("globex", "payment", 0),
                AssociatedData.payment("tenant", "payment"))) {
            assertThatThrownBy(() -> sealing.open(sealed, ClaimPart.class, elsewhere))
                    .isInstanceOf(Sealing.SealBroken.class);
        }
    }

    @Test
    void after_a_rotation_the_new_key_seals_and_the_old_one_still_opens() throws GeneralSecurityException {
        var before = sealing.seal(part, HERE);
        var rotated = new Sealing(json(KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build()));

        assertThat(rotated.open(before, ClaimPart.class, HERE)).isEqualTo(part);
        assertThatThrownBy(() -> sealing.open(rotated.seal(part, HERE), ClaimPart.class, HERE))
                .isInstanceOf(Sealing.SealBroken.class);
    }

    @Test
    void a_keyset_that_is_none_is_refused_without_being_shown() {
        assertThatThrownBy(() -> new Sealing("{\"secret\": 1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private static String json(KeysetHandle keys) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
