package io.remithub.intake.application;

import io.remithub.intake.domain.ClaimRegistration;
import io.remithub.intake.domain.TenantId;
import java.time.Instant;
import java.util.List;

/** What the orchestrator is told of claims, within the caller's transaction. */
public interface RegistrationEvents {

    /** A claim's newest registration. */
    record Registered(String claimKey, long revision, ClaimRegistration registration) {}

    void registered(TenantId tenant, List<Registered> registrations, Instant at);

    /** The content to be fingerprinted: the bytes that would be sealed. */
    byte[] content(ClaimRegistration registration);

    /** Whether events carry this content, beside the claim as its payment tells of it. */
    boolean carries(byte[] content);
}
