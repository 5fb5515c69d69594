package io.remithub.intake.outbound.db;

import io.remithub.intake.application.ApiKeys;
import io.remithub.intake.application.KeyHash;
import io.remithub.intake.config.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

@ApplicationScoped
@DatabaseFailures
class PanacheApiKeys implements ApiKeys {

    private final ShortMemory<KeyHash, Known> memory;
    private final Clock clock;

    PanacheApiKeys(IntakeConfig config, Clock clock) {
        this.memory = new ShortMemory<>(config.remember());
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Known> find(KeyHash hash) {
        return memory.get(hash, this::read);
    }

    private Optional<Known> read(KeyHash hash) {
        return valid(hash).map(row -> {
            noteUse(row);
            return new Known(row.caller(), row.requestsPerMinute);
        });
    }

    /** A write a day. */
    private void noteUse(ApiKeyRow row) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (row.lastUsedOn == null || row.lastUsedOn.isBefore(today)) {
            ApiKeyRow.update(
                    "lastUsedOn = ?1 where keyId = ?2 and (lastUsedOn is null or lastUsedOn < ?1)", today, row.keyId);
        }
    }

    private Optional<ApiKeyRow> valid(KeyHash hash) {
        return ApiKeyRow.<ApiKeyRow>find(
                        "hash = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
                        hash.hex(),
                        clock.instant())
                .firstResultOptional();
    }
}
