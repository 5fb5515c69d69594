package io.remithub.posting.inbound.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 of the raw body, hex, by any of the secrets that are good today. */
final class Signatures {

    private static final String HMAC = "HmacSHA256";

    private Signatures() {}

    /** Every secret is tried, whichever fits: the time it takes says nothing. */
    static boolean good(byte[] body, @Nullable String signature, List<String> secrets) {
        var claimed = bytes(signature);
        var good = false;
        for (var secret : secrets) {
            good |= MessageDigest.isEqual(claimed, hmac(body, secret));
        }
        return good;
    }

    private static byte[] bytes(@Nullable String hex) {
        try {
            return hex == null ? new byte[0] : HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException noHex) {
            return new byte[0];
        }
    }

    private static byte[] hmac(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + HMAC, missing);
        }
    }
}
