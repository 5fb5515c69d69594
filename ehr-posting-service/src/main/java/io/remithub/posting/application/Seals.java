package io.remithub.posting.application;

import io.remithub.events.sealed.Adjustment;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.posting.application.Partner.Sought;
import io.remithub.posting.application.Postings.Sent;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.HealthRecord;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Reference;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.SplitPlanner.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens what identifies the patient, for the call that needs it and no longer. */
@ApplicationScoped
class Seals {

    /** CAS01. */
    private static final String PATIENT_RESPONSIBILITY = "PR";

    private final Sealing sealing;
    private final Requests requests;
    private final Postings postings;
    private final Locations locations;

    Seals(Sealing sealing, Requests requests, Postings postings, Locations locations) {
        this.sealing = sealing;
        this.requests = requests;
        this.postings = postings;
        this.locations = locations;
    }

    /**
     * What is taken back is taken from where it was paid: same patient, same location, same charges or providers.
     *
     * @param asked what was asked for its claim
     */
    OpenedClaim open(Posting posting, @Nullable PostingRequest asked) {
        var own = there(asked, posting);
        if (posting.undone() == null) {
            // What is about to be sent is sent as the claim is registered now, wherever it was sent before.
            var sealed = posting.state() == PostingState.PLANNED
                    ? own.sealedRegistration()
                    : sentWith(own, posting, postings.sent(posting.key()));
            return opened(own, sealed);
        }
        var ledger = postings.ledger(posting.key().claim());
        var root = ledger.root(posting);
        var paid = root == null ? own : there(requests.find(root.key().claim()), root);
        var whole = root != null && root.amount() == posting.amount();
        var there = root == null ? posting : root;
        var sent = postings.sent(there.key());
        // What is off a charge is off by the charge's own id, whoever's it is.
        var doubtful = posting.effect() != Effect.ADJUSTMENT && Sent.isOpen(there, sent);
        return opened(
                own,
                registration(paid, sentWith(paid, there, sent)),
                whole ? paid : own,
                ledger.undone(posting),
                doubtful);
    }

    /** As it is known, and as it was sent each time that may have arrived: each where, and with what, it was sent then. */
    List<Sought> sought(Posting posting, @Nullable PostingRequest asked) {
        var own = there(asked, posting);
        var last = posting.undone() == null
                ? opened(own, own.registration(posting.key().purpose()))
                : open(posting, asked);
        var sent = postings.sent(posting.key());
        return Stream.concat(Sent.asKnown(posting, sent).stream(), sent.stream().filter(Sent::arrived))
                .map(one -> sought(posting, one, own, last))
                .toList();
    }

    private Sought sought(Posting posting, Sent sent, PostingRequest own, OpenedClaim last) {
        if (sent.registration() == null) {
            return new Sought(posting.under(sent.transactionId()), last);
        }
        var then = opened(own, sent.registration());
        return new Sought(posting.known(destination(then.registration())).under(sent.transactionId()), then);
    }

    private static byte[] sentWith(PostingRequest request, Posting posting, List<Sent> sent) {
        return Sent.asKnown(posting, sent)
                .map(Sent::registration)
                .orElseGet(() -> request.registration(posting.key().purpose()));
    }

    /** Where the claim is posted; no patient in it. */
    Reference destination(PostingRequest request) {
        return destination(registration(request, request.sealedRegistration()));
    }

    private static Reference destination(ClaimRegistration registration) {
        return Reference.at(registration.getEhrSubdomain(), registration.getEhrLocationId());
    }

    private ClaimRegistration registration(PostingRequest request, byte[] sealed) {
        var where = AssociatedData.claim(request.money().tenantId(), request.claimKey());
        return sealing.open(ByteBuffer.wrap(sealed), ClaimRegistration.class, where);
    }

    private OpenedClaim opened(PostingRequest own, byte[] sealed) {
        return opened(own, registration(own, sealed), own, null, false);
    }

    private OpenedClaim opened(
            PostingRequest own,
            ClaimRegistration registration,
            PostingRequest spread,
            @Nullable Posting undone,
            boolean doubtful) {
        var location = locations.find(
                registration.getEhrSubdomain(),
                registration.getEhrLocationId(),
                HealthRecord.named(registration.getEhrSystem()));
        return new OpenedClaim(own, registration, () -> lines(spread), location, undone, doubtful);
    }

    private static PostingRequest there(@Nullable PostingRequest request, Posting posting) {
        if (request == null) {
            throw new IllegalStateException("no request for " + posting.key());
        }
        return request;
    }

    /** What the patient owes (CLP05); where a payer leaves that out, its adjustments of group PR say it. */
    PostingRequest withPatientShare(PostingRequest request) {
        var money = request.money();
        if (money.patientShare() != 0) {
            return request;
        }
        var part = part(request);
        var share = Stream.concat(
                        part.getClaimAdjustments().stream(),
                        part.getLines().stream().flatMap(line -> line.getAdjustments().stream()))
                .filter(adjustment -> adjustment.getGroupCode().equals(PATIENT_RESPONSIBILITY))
                .mapToLong(Adjustment::getAmount)
                .sum();
        return request.with(money.withPatientShare(share));
    }

    private List<Line> lines(PostingRequest request) {
        var takenBack = request.money().paid() < 0;
        return part(request).getLines().stream()
                .map(line -> new Line(line.getLine(), line.getChargeAmount(), line.getPaidAmount()))
                .map(line -> takenBack ? line.turned() : line)
                .toList();
    }

    private ClaimPart part(PostingRequest request) {
        var claim = request.money().claim();
        var where = AssociatedData.part(request.money().tenantId(), claim.paymentId(), claim.claimIndex());
        return sealing.open(ByteBuffer.wrap(request.sealedClaim()), ClaimPart.class, where);
    }
}
