package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.TenantId;
import java.util.UUID;

/** UUIDs in paths: what is none leads nowhere. */
final class TenantIds {

    static final String UUID_FORM = "[0-9a-f-]{36}";

    private TenantIds() {}

    static TenantId tenant(String id) {
        return new TenantId(uuid(id));
    }

    static UUID uuid(String id) {
        try {
            var uuid = UUID.fromString(id);
            if (uuid.toString().equals(id)) {
                return uuid;
            }
        } catch (IllegalArgumentException _) {
            // like one that does not exist
        }
        throw Problems.notFound();
    }

    /** As cursors hold it. */
    static String digits(UUID id) {
        return id.toString().replace("-", "");
    }
}
