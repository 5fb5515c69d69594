package io.remithub.intake.config;

import io.smallrye.config.ConfigMapping;

/** Patients' data at rest and on streams. */
@ConfigMapping(prefix = "phi")
public interface PhiConfig {

    /** Tink AEAD keyset as JSON, environment PHI_KEYSET: its primary key seals, all its keys open. */
    String keyset();
}
