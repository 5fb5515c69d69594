package io.remithub.posting.application;

/** Our webhook, as the partner knows it. */
public interface PartnerWebhooks {

    /** @return whether it stands, for every practice that anything was posted for */
    boolean ensure();
}
