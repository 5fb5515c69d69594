package io.remithub.posting.application;

import java.util.List;

/** What partners sign their webhooks with, beside what the settings say. */
public interface WebhookSecrets {

    List<String> of(String partner);

    /** @param whose whose charges it tells of */
    boolean has(String partner, String whose);

    /**
     * The partner told it when our webhook was registered.
     *
     * @param place the partner's endpoint, behind whose it is: replicas that register at once have one each
     */
    void learn(String partner, String place, String secret);
}
