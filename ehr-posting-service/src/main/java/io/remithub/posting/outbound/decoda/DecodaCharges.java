package io.remithub.posting.outbound.decoda;

import io.remithub.posting.application.OpenedClaim;
import io.remithub.posting.application.Partner;
import io.remithub.posting.config.DecodaConfig;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.Reason;
import io.remithub.posting.outbound.decoda.DecodaApi.NewAdjustment;
import io.remithub.posting.outbound.decoda.DecodaApi.NewCharge;
import io.remithub.posting.outbound.http.Reply;
import io.remithub.posting.outbound.http.Verdicts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Bills the patient's share, and takes it off again. Decoda answers at once: what it answers is done. */
@ApplicationScoped
class DecodaCharges implements Partner {

    private final DecodaApi api;
    private final DecodaCalls calls;
    private final DecodaWebhooks webhooks;
    private final DecodaConfig config;
    private final Clock clock;

    DecodaCharges(
            @RestClient DecodaApi api, DecodaCalls calls, DecodaWebhooks webhooks, DecodaConfig config, Clock clock) {
        this.api = api;
        this.calls = calls;
        this.webhooks = webhooks;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public boolean serves(Effect effect) {
        return effect == Effect.CHARGE || effect == Effect.ADJUSTMENT;
    }

    @Override
    public Preparation prepare(Posting posting, OpenedClaim claim) {
        return posting.effect() == Effect.CHARGE ? charge(posting, claim) : adjustment(posting, claim);
    }

    @Override
    public List<Happening> lookUp(List<Sought> sought) {
        var one = sought.getFirst();
        return one.posting().effect() == Effect.CHARGE
                ? sought.stream()
                        .map(each -> new Place(tenant(each.claim()), externalId(each.posting())))
                        .distinct()
                        .map(this::findCharge)
                        .toList()
                : List.of(findAdjustment(one.posting(), one.claim()));
    }

    private Preparation charge(Posting posting, OpenedClaim claim) {
        var patient = claim.registration().getDecodaPatientId();
        if (patient == null) {
            return Preparation.blocked(Reason.PATIENT_UNKNOWN);
        }
        webhooks.tells(tenant(claim));
        var id = ours(posting);
        var charge =
                new NewCharge(patient, posting.amount(), posting.amount(), id, "OUTSTANDING", "Patient responsibility");
        return new Preparation.Ready(
                new Happening.Attempting(id, null, null),
                () -> charged(posting, calls.call("charge/create", () -> api.create(tenant(claim), charge))));
    }

    private Preparation adjustment(Posting posting, OpenedClaim claim) {
        var charges = undone(claim);
        if (charges == null) {
            return new Preparation.NotReady(new Happening.NotDelivered(null, null));
        }
        if (charges.length != 1) {
            return Preparation.blocked(Reason.CHARGE_UNCONFIRMED);
        }
        var charge = charges[0];
        var id = ours(posting);
        var adjustment = new NewAdjustment(charge, posting.amount(), id);
        return new Preparation.Ready(
                new Happening.Attempting(id, null, null),
                () -> adjusted(charge, calls.call("charge/adjust", () -> api.adjust(tenant(claim), adjustment))));
    }

    private static Happening charged(Posting posting, Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.success()) {
            var charge = answered.as(Charge.class);
            return charge == null || charge.id() == null || charge.billed() != posting.amount()
                    ? new Happening.Lost()
                    : new Happening.Confirmed(charge.id());
        }
        var unknown = reply instanceof Reply.Answered answered && answered.status() == 404;
        return Verdicts.ofFailure(reply, unknown ? Reason.PATIENT_UNKNOWN : Reason.CHARGE_REJECTED);
    }

    private static Happening adjusted(String charge, Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.success()) {
            var adjusted = answered.as(Charge.class);
            return adjusted != null && charge.equals(adjusted.id())
                    ? new Happening.Confirmed(null)
                    : new Happening.Lost();
        }
        return Verdicts.ofFailure(reply, Reason.CHARGE_REJECTED);
    }

    private Happening findCharge(Place place) {
        var charges = charges(place.externalId(), place.tenant());
        if (charges == null) {
            return new Happening.LookupFailed();
        }
        return charges.length == 0
                ? new Happening.Absent(clock.instant())
                : new Happening.Found(
                        Stream.of(charges).mapToLong(Charge::billed).sum(), charges[0].id());
    }

    /** What is off the charge proves nothing, since patients pay: the adjustment that was made for our reason does. */
    private Happening findAdjustment(Posting posting, OpenedClaim claim) {
        var charges = undone(claim);
        if (charges == null || charges.length != 1) {
            return new Happening.LookupFailed();
        }
        var charge = charges[0];
        var reply = calls.call("charge/get", () -> api.get(tenant(claim), charge));
        var found = reply instanceof Reply.Answered answered && answered.success() ? answered.as(Charge.class) : null;
        if (found == null || !charge.equals(found.id()) || found.adjustments() == null) {
            return new Happening.LookupFailed();
        }
        var made = found.adjustedFor(ours(posting));
        return made.isEmpty()
                ? new Happening.Absent(clock.instant())
                : new Happening.Found(
                        made.stream()
                                .mapToLong(adjustment -> Objects.requireNonNullElse(adjustment.amount(), 0L))
                                .sum(),
                        null);
    }

    /** The ids of what it undoes, of which there should be one; null where that could not be asked. */
    private String @Nullable [] undone(OpenedClaim claim) {
        var undone = claim.undone();
        if (undone == null) {
            return new String[0];
        }
        if (undone.reference().partnerId() instanceof String known) {
            return new String[] {known};
        }
        var charges = charges(externalId(undone), tenant(claim));
        return charges == null
                ? null
                : Stream.of(charges).map(Charge::id).filter(Objects::nonNull).toArray(String[]::new);
    }

    private Charge @Nullable [] charges(String externalId, String tenant) {
        var reply = calls.call("charge/list", () -> api.list(tenant, externalId));
        if (!(reply instanceof Reply.Answered answered) || !answered.success()) {
            return null;
        }
        var charges = answered.as(Charge[].class);
        if (charges == null) {
            var page = answered.as(Page.class);
            charges = page == null ? null : page.data();
        }
        return charges == null
                ? null
                : Stream.of(charges)
                        .filter(charge -> externalId.equals(charge.externalId()))
                        .toArray(Charge[]::new);
    }

    private String tenant(OpenedClaim claim) {
        return Objects.requireNonNullElse(claim.registration().getDecodaTenant(), config.tenant());
    }

    /** What it is looked up by: what an operator linked it to, or else ours. */
    private static String externalId(Posting posting) {
        var linked = posting.reference().transactionId();
        return linked == null ? ours(posting) : linked;
    }

    /** Kept over every try: a charge that was refused is not there, so its id is not used up. */
    private static String ours(Posting posting) {
        ClaimKey claim = posting.key().claim();
        var undo = posting.key().purpose().compensates() ? ":reversal" : "";
        return "%s:%s:%d:%d%s"
                .formatted(posting.tenantId(), claim.paymentId(), claim.claimIndex(), claim.issuance(), undo);
    }

    private record Place(String tenant, String externalId) {}

    /** A list, where it comes wrapped. */
    record Page(Charge @Nullable [] data) {}
}
