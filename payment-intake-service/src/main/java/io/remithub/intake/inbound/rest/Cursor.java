package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the last id, and a digest of whose list it is and of what. It carries no right, so that
 * nothing must be kept secret; taken to another list it is merely not one of its cursors.
 *
 * @param tenant null where the list is of tenants
 */
record Cursor(@Nullable TenantId tenant, String list) {

    private static final int HALF = 16;

    String after(String id) {
        byte[] last = HexFormat.of().parseHex(id);
        byte[] cursor = Arrays.copyOf(last, 2 * HALF);
        System.arraycopy(digest(last), 0, cursor, HALF, HALF);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The id that the cursor stands for, if it is one of this list. */
    Optional<String> read(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        byte[] last = Arrays.copyOf(bytes, HALF);
        String id = HexFormat.of().formatHex(last);
        return after(id).equals(cursor) ? Optional.of(id) : Optional.empty();
    }

    private byte[] digest(byte[] last) {
        var digest = Hash.begin();
        digest.update(last);
        digest.update(String.valueOf(tenant).getBytes(StandardCharsets.UTF_8));
        return digest.digest(list.getBytes(StandardCharsets.UTF_8));
    }
}
