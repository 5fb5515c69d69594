package io.remithub.posting.config;

import io.smallrye.config.ConfigMapping;

/** Who may open what identifies a patient. */
@ConfigMapping(prefix = "phi")
public interface PhiConfig {

    /** A Tink keyset, JSON; its primary key seals, the others still open. */
    String keyset();
}
