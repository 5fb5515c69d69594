package io.remithub.posting.domain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The health record's reference to a posting: the company's prefix, then 80 bits of what names the posting, so that a
 * second try carries the same one and a person finds nothing in it. One that was rejected is used up: the record knows a
 * transaction by it, which failed, and whatever it still says of that one is not said of the next.
 */
public final class TransactionId {

    public static final int LONGEST = 50;

    private static final int BITS = 80;
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,33}");

    private TransactionId() {}

    /** @param generation how often the posting was begun anew after a rejection */
    public static String of(String prefix, String tenantId, PostingKey key, int generation) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix is 1 to 33 letters, digits, - or _");
        }
        var name = String.join(
                "|",
                tenantId,
                key.paymentId(),
                Integer.toString(key.claimIndex()),
                Integer.toString(key.issuance()),
                key.purpose().name() + (generation == 0 ? "" : "|" + generation));
        return prefix + ":" + base32(Arrays.copyOf(sha256(name), BITS / 8));
    }

    /** What it was sent under before, where that was this posting's and not a linked one: another prefix changes nothing. */
    public static String again(@Nullable String before, String now) {
        return before != null && name(before).equals(name(now)) ? before : now;
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf(':') + 1);
    }

    private static String base32(byte[] bytes) {
        var number = new BigInteger(1, bytes);
        var text = new StringBuilder();
        for (int shift = BITS - 5; shift >= 0; shift -= 5) {
            text.append(BASE32[number.shiftRight(shift).intValue() & 31]);
        }
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
