package io.remithub.embedded;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** What seals patients' data where nobody has brought a keyset: in the local stack, and in tests. */
public final class PhiKeyset {

    private PhiKeyset() {}

    /** A new one, in clear, on one line: as {@code PHI_KEYSET} takes it. */
    public static String generate() {
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
