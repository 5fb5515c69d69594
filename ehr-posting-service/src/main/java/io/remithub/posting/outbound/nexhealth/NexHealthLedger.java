package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.posting.application.OpenedClaim;
import io.remithub.posting.application.Partner;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Reason;
import io.remithub.posting.domain.SplitPlanner;
import io.remithub.posting.domain.Splits;
import io.remithub.posting.domain.TransactionId;
import io.remithub.posting.outbound.http.Reply;
import io.remithub.posting.outbound.http.Verdicts;
import io.remithub.posting.outbound.nexhealth.TransactionTypes.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Writes insurers' payments to the practice's ledger, and the debits that undo them. */
@ApplicationScoped
class NexHealthLedger implements Partner {

    private final NexHealthCalls calls;
    private final NexHealthApi api;
    private final TransactionTypes types;
    private final LedgerLookup lookup;
    private final NexHealthWebhooks webhooks;
    private final Clock clock;

    NexHealthLedger(
            NexHealthCalls calls,
            @RestClient NexHealthApi api,
            TransactionTypes types,
            LedgerLookup lookup,
            NexHealthWebhooks webhooks,
            Clock clock) {
        this.calls = calls;
        this.api = api;
        this.types = types;
        this.lookup = lookup;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public boolean serves(Effect effect) {
        return effect == Effect.PAYMENT || effect == Effect.DEBIT;
    }

    @Override
    public Preparation prepare(Posting posting, OpenedClaim claim) {
        var debit = posting.effect() == Effect.DEBIT;
        var location = claim.location();
        if (!location.healthRecord().takesPayments()) {
            return Preparation.blocked(Reason.EHR_UNSUPPORTED);
        }
        var type = location.type(posting.effect());
        var splits = splits(posting, claim);
        if (debit && splits instanceof Splits.Unallocated) {
            return Preparation.blocked(Reason.POSTING_REVIEW);
        }
        var whyNot = types.whyNot(debit ? Kind.DEBIT : Kind.PAYMENT, location, type);
        if (whyNot != null) {
            return new Preparation.NotReady(whyNot);
        }
        webhooks.subscribe(location.subdomain());
        var notReady = calls.notReady();
        if (notReady != null) {
            return new Preparation.NotReady(Verdicts.ofReading(notReady));
        }
        var id = TransactionId.again(
                posting.reference().transactionId(),
                TransactionId.of(
                        location.prefix(),
                        posting.tenantId(),
                        posting.key(),
                        posting.tries().generation()));
        var on = Objects.requireNonNullElseGet(
                claim.request().paymentDate(), () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var patient = claim.registration().getEhrPatientId();
        Function<String, Response> request;
        if (debit) {
            var body = NewTransaction.adjustment(patient, posting.amount(), type, id, on, splits);
            request = bearer -> api.adjust(bearer, location.subdomain(), location.locationId(), body);
        } else {
            var body = NewTransaction.payment(patient, posting.amount(), type, id, on, splits);
            request = bearer -> api.pay(bearer, location.subdomain(), location.locationId(), body);
        }
        return new Preparation.Ready(
                new Happening.Attempting(id, location.subdomain(), location.locationId()),
                () -> verdict(calls.write(debit ? "adjustment_transactions" : "payment_transactions", request)));
    }

    @Override
    public List<Happening> lookUp(List<Sought> sought) {
        return lookup.of(sought.stream().map(Sought::posting).toList());
    }

    private static Splits splits(Posting posting, OpenedClaim claim) {
        var registration = claim.registration();
        return SplitPlanner.plan(
                posting.amount(),
                claim.lines().get(),
                new SplitPlanner.Targets(
                        registration.getEhrCharges(), registration.getEhrProviders(), registration.getEhrProviderId()));
    }

    private static Happening verdict(Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.success()) {
            var data = Envelope.data(reply);
            // A success that says nothing proves nothing: what it did is looked up.
            return data == null ? new Happening.Lost() : new Happening.Accepted(textOrNull(data));
        }
        return Verdicts.ofFailure(
                reply, Envelope.blamesPatient(reply) ? Reason.PATIENT_UNKNOWN : Reason.POSTING_REJECTED);
    }

    private static @Nullable String textOrNull(JsonNode data) {
        var id = data.path("id").asText();
        return id.isEmpty() ? null : id;
    }
}
