package io.remithub.posting.application;

import java.util.Set;

/** The practices whose outcomes the partner reports to our webhook. */
public interface Subscriptions {

    boolean has(String endpointId, String subdomain);

    void add(String endpointId, String subdomain);

    /** Every practice that anything was ever posted for. */
    Set<String> subdomains();
}
