package io.remithub.messaging;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Seals what identifies a patient: Avro, then Tink AEAD bound to the place it belongs to. The keyset's primary key
 * seals; every key in it opens.
 */
public final class Sealing {

    private final Aead aead;

    /**
     * @param keyset a Tink keyset as JSON
     * @throws IllegalArgumentException when it is none; the message does not show it
     */
    public Sealing(String keyset) {
        try {
            AeadConfig.register();
            this.aead = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("PHI_KEYSET is not a Tink AEAD keyset in JSON");
        }
    }

    public ByteBuffer seal(SpecificRecord part, AssociatedData where) {
        return ByteBuffer.wrap(sealBytes(AvroCodec.encode(part), where));
    }

    /** @throws SealBroken when the bytes were sealed for another place, by an unknown key, or altered */
    public <T extends SpecificRecord> T open(ByteBuffer sealed, Class<T> type, AssociatedData where) {
        var bytes = new byte[sealed.remaining()];
        sealed.duplicate().get(bytes);
        return AvroCodec.decode(openBytes(bytes, where), type);
    }

    public byte[] sealBytes(byte[] clear, AssociatedData where) {
        try {
            return aead.encrypt(clear, bytes(where));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the primary key does not seal");
        }
    }

    /** @throws SealBroken when the bytes were sealed for another place, by an unknown key, or altered */
    public byte[] openBytes(byte[] sealed, AssociatedData where) {
        try {
            return aead.decrypt(sealed, bytes(where));
        } catch (GeneralSecurityException broken) {
            throw new SealBroken(where);
        }
    }

    private static byte[] bytes(AssociatedData where) {
        return where.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Sealed bytes that do not open here. Names the place, never the content. */
    public static final class SealBroken extends RuntimeException {

        private static final long serialVersionUID = 1;

        SealBroken(AssociatedData where) {
            super("sealed bytes do not open for " + where.text());
        }
    }
}
