package io.remithub.posting.application;

import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.posting.domain.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Opens what identifies the patient, for the call that needs it and no longer. */
@ApplicationScoped
class Seals {

    private final Sealing sealing;
    private final Locations locations;

    Seals(Sealing sealing, Locations locations) {
        this.sealing = sealing;
        this.locations = locations;
    }

    OpenedClaim open(PostingRequest request, @Nullable Posting undone) {
        var where = AssociatedData.claim(request.money().tenantId(), request.claimKey());
        var registration = sealing.open(ByteBuffer.wrap(request.sealedRegistration()), ClaimRegistration.class, where);
        var location = locations.find(registration.getEhrSubdomain(), registration.getEhrLocationId());
        return new OpenedClaim(request, registration, () -> part(request), location, undone);
    }

    private ClaimPart part(PostingRequest request) {
        var claim = request.money().claim();
        var where = AssociatedData.part(request.money().tenantId(), claim.paymentId(), claim.claimIndex());
        return sealing.open(ByteBuffer.wrap(request.sealedClaim()), ClaimPart.class, where);
    }
}
