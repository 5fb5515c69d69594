package io.remithub.posting.config;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;

/** Decoda. */
@ConfigMapping(prefix = "decoda")
public interface DecodaConfig {

    URI url();

    String apiKey();

    /** Whose charges they are, where a registration does not say. */
    String tenant();

    /** Webhooks' secrets, separated by commas: any of them signs. */
    List<String> webhookSecret();
}
