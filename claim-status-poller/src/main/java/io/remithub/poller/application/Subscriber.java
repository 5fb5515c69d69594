package io.remithub.poller.application;

import io.remithub.messaging.Cause;

/** One claim of one payment that waits for a ticket's answer. */
public record Subscriber(
        String tenantId, String claimKey, String paymentId, int claimIndex, int issuance, Cause cause) {}
