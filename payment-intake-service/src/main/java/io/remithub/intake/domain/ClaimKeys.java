package io.remithub.intake.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for what must be matched but not read: HMAC-SHA256 under a secret, in hex. Each value is preceded by its
 * length, so that no two lists of values read alike, and the first says what is named.
 */
public final class ClaimKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    public ClaimKeys(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The claim as practice and payer both know it. */
    public String claimKey(TenantId tenant, String payeeTaxId, String patientControlNumber) {
        return name("claim", tenant.toString(), payeeTaxId, patientControlNumber);
    }

    public String payeeKey(TenantId tenant, String payeeTaxId) {
        return name("payee", tenant.toString(), payeeTaxId);
    }

    /** PLB03-2, by which a carried balance is found again. */
    public String adjustmentKey(TenantId tenant, String payeeTaxId, String identifier) {
        return name("provider-adjustment", tenant.toString(), payeeTaxId, identifier);
    }

    /** Tells whether content changed, where sealing makes equal content look different. */
    public byte[] fingerprint(byte[] content) {
        return mac("registration".getBytes(StandardCharsets.UTF_8), content);
    }

    private String name(String... values) {
        var bytes = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i].getBytes(StandardCharsets.UTF_8);
        }
        return HexFormat.of().formatHex(mac(bytes));
    }

    private byte[] mac(byte[]... values) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (byte[] value : values) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
                mac.update(value);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
