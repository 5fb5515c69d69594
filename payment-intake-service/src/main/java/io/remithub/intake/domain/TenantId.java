package io.remithub.intake.domain;

import java.util.UUID;

/** A payer's organisation. */
public record TenantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
