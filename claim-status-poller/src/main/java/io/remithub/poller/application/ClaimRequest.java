package io.remithub.poller.application;

import java.nio.ByteBuffer;

/** A payment wants to know what became of a claim. */
public record ClaimRequest(
        Subscriber subscriber, long chargeAmount, ByteBuffer sealedRegistration, ByteBuffer sealedClaim) {}
