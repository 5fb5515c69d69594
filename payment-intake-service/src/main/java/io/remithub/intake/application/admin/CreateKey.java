package io.remithub.intake.application.admin;

import io.remithub.intake.application.KeyHash;
import io.remithub.intake.application.admin.TenantKeys.NewKey;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** A system of the tenant's gets a key. To replace one, create the next, change over, and revoke the first. */
@ApplicationScoped
public class CreateKey {

    /** Secrets are found by it where they should not be. */
    private static final String PREFIX = "rhk_";

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tenants tenants;
    private final TenantKeys keys;
    private final AdminRecord adminRecord;
    private final Clock clock;

    CreateKey(Tenants tenants, TenantKeys keys, AdminRecord adminRecord, Clock clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.adminRecord = adminRecord;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** @param secret what its owner sends; told now and never again */
        record Created(ApiKey key, String secret) implements Outcome {}

        record NoSuchTenant() implements Outcome {}

        record EnoughActive() implements Outcome {}
    }

    @Transactional
    public Outcome handle(Instruction instruction, TenantId tenant, NewKey key) {
        if (tenants.lock(tenant).isEmpty()) {
            return new Outcome.NoSuchTenant();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (keys.countActive(tenant, key.label(), now) >= ApiKey.MOST_ACTIVE) {
            return new Outcome.EnoughActive();
        }
        String secret = secret();
        var created = keys.add(tenant, Ids.next(), key, KeyHash.of(secret), now);
        adminRecord.write(instruction, "key.create", tenant, created.id(), null, key);
        return new Outcome.Created(created, secret);
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
