package io.remithub.poller.application;

import java.nio.ByteBuffer;

/** A claim to be asked about, as one of those who ask described it: sealed until the call needs it. */
public record Submission(
        String ticketId,
        String tenantId,
        String claimKey,
        String paymentId,
        int claimIndex,
        ByteBuffer sealedRegistration,
        ByteBuffer sealedClaim) {}
