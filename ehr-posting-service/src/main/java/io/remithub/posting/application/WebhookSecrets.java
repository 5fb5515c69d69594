package io.remithub.posting.application;

import java.util.List;

/** What partners sign their webhooks with, beside what the settings say. */
public interface WebhookSecrets {

    List<String> of(String partner);

    /** @param place the partner's endpoint, or whose charges it tells of */
    boolean has(String partner, String place);

    /** The partner told it when our webhook was registered. */
    void learn(String partner, String place, String secret);
}
