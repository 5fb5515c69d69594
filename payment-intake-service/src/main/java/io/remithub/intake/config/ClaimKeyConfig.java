package io.remithub.intake.config;

import io.smallrye.config.ConfigMapping;

/** How claims and payees are named without being told. */
@ConfigMapping(prefix = "claim-key")
public interface ClaimKeyConfig {

    /** The key of the HMACs, environment CLAIM_KEY_SECRET. Another secret is another name for every claim. */
    String secret();
}
