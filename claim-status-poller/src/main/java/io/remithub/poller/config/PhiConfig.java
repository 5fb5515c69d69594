package io.remithub.poller.config;

import io.smallrye.config.ConfigMapping;

/** What opens and seals what identifies a patient. */
@ConfigMapping(prefix = "phi")
public interface PhiConfig {

    /** A Tink keyset as JSON: its primary key seals, every key in it opens. {@code PHI_KEYSET}. */
    String keyset();
}
