package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as operators see it. */
@Schema(name = "ApiKey")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKeyJson(
        String keyId,

        @Schema(description = "What is sent in the header API-Key; only in the answer to its creation") @Nullable
        String key,

        String label,
        List<String> scopes,

        @Schema(enumeration = {"ACTIVE", "EXPIRED", "REVOKED"})
        String status,

        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Schema(description = "The day in UTC") @Nullable LocalDate lastUsedOn,

        @Schema(description = "Absent: as many as every key may send") @Nullable
        Integer requestsPerMinute) {

    static ApiKeyJson of(ApiKey key, @Nullable String secret, Instant now) {
        return new ApiKeyJson(
                key.id(),
                secret,
                key.label(),
                key.scopes().stream().map(Scope::wire).sorted().toList(),
                key.status(now).name(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedOn(),
                key.requestsPerMinute());
    }

    @Override
    public String toString() {
        return "key " + keyId;
    }
}
