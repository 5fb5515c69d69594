package io.remithub.intake.outbound.events;

import io.remithub.events.registrations.ClaimRegistered;
import io.remithub.intake.application.RegistrationEvents;
import io.remithub.intake.domain.ClaimRegistration;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.messaging.Sealing;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class OutboxRegistrationEvents implements RegistrationEvents {

    private final Outbox outbox;
    private final Sealing sealing;
    private final Carriage carriage;

    OutboxRegistrationEvents(Outbox outbox, Sealing sealing, Carriage carriage) {
        this.outbox = outbox;
        this.sealing = sealing;
        this.carriage = carriage;
    }

    @Override
    public void registered(TenantId tenant, List<Registered> registrations, Instant at) {
        var cause = Cause.current();
        outbox.append(registrations.stream()
                .map(claim -> new OutgoingEvent(
                        Topic.CLAIMS_REGISTRATIONS,
                        claim.claimKey(),
                        claim.claimKey(),
                        tenant.toString(),
                        event(tenant, claim, at),
                        cause))
                .toList());
    }

    private ClaimRegistered event(TenantId tenant, Registered claim, Instant at) {
        var where = AssociatedData.claim(tenant.toString(), claim.claimKey());
        return ClaimRegistered.newBuilder()
                .setTenantId(tenant.toString())
                .setClaimKey(claim.claimKey())
                .setRevision(claim.revision())
                .setRegisteredAt(at)
                .setSealedRegistration(sealing.seal(SealedRegistrations.of(claim.registration()), where))
                .build();
    }

    @Override
    public boolean carries(byte[] content) {
        return carriage.carriesPart(content.length);
    }

    @Override
    public byte[] content(ClaimRegistration registration) {
        try {
            var content = SealedRegistrations.of(registration).toByteBuffer();
            var bytes = new byte[content.remaining()];
            content.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException("written to memory", impossible);
        }
    }
}
