package io.remithub.posting.application;

/** Our webhook, as the partner knows it. */
public interface PartnerWebhooks {

    /**
     * Sees to it for every practice that anything was posted for, whatever comes of the others.
     *
     * @return whether it is registered
     */
    boolean ensure();
}
