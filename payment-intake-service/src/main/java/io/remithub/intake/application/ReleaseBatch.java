package io.remithub.intake.application;

import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Standing;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is held goes out: the whole batch, or some of its payments by name. */
@ApplicationScoped
public class ReleaseBatch {

    private static final Logger LOG = Logger.getLogger(ReleaseBatch.class);

    private final Batches batches;
    private final BatchPayments payments;
    private final BatchEvents events;
    private final Clock clock;

    ReleaseBatch(Batches batches, BatchPayments payments, BatchEvents events, Clock clock) {
        this.batches = batches;
        this.payments = payments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Who releases, and the batch they mean.
     *
     * @param batchName its id or its clientRequestId; null where the request names none
     * @param person as the caller says
     */
    public record Release(Caller caller, @Nullable String batchName, String person) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    @Transactional
    public Decision whole(Release release, BatchId id) {
        return batches.lock(release.caller.tenant(), id)
                .map(batch -> misnamed(release, batch, () -> whole(release, batch)))
                .orElse(Decision.refused(new Rejection.NoSuchBatch()));
    }

    @Transactional
    public Decision named(Release release, BatchId id, List<PaymentId> named) {
        return batches.lock(release.caller.tenant(), id)
                .map(batch -> named(release, batch, new LinkedHashSet<>(named)))
                .orElse(Decision.refused(new Rejection.NoSuchBatch()));
    }

    @Transactional
    public Decision one(Release release, PaymentId id) {
        var tenant = release.caller.tenant();
        return payments.batchOf(tenant, id)
                .flatMap(batch -> batches.lock(tenant, batch))
                .map(batch -> misnamed(
                        release,
                        batch,
                        () -> one(release, batch, payments.lock(tenant, id).orElseThrow())))
                .orElse(Decision.refused(new Rejection.NoSuchPayment()));
    }

    private Decision whole(Release release, BatchState batch) {
        Decision decision = batch.release(release.caller.keyId(), payments.statuses(batch.id()));
        if (decision.isTaken()) {
            batches.ask(command(release, Kind.RELEASE, batch, null, null), BatchStatus.PROCESSING);
        }
        return decision;
    }

    private Decision named(Release release, BatchState batch, Set<PaymentId> named) {
        var found = payments.of(batch.id(), named);
        var unknown = new ArrayList<>(named);
        unknown.removeAll(found.stream().map(PaymentState::id).toList());
        if (!unknown.isEmpty()) {
            return Decision.refused(new Rejection.PaymentsUnknown(unknown));
        }
        Decision decision = batch.releaseNamed(release.caller.keyId(), found);
        if (decision.isTaken()) {
            var waiting = found.stream()
                    .filter(payment -> payment.standing() == Standing.WAITING)
                    .map(PaymentState::id)
                    .toList();
            var command = command(release, Kind.RELEASE_SOME, batch, waiting, null);
            batches.ask(command, BatchStatus.PROCESSING);
            payments.release(command, waiting);
        }
        return decision;
    }

    private Decision one(Release release, BatchState batch, PaymentState payment) {
        Decision decision = payment.removed()
                ? Decision.refused(new Rejection.NotHeld(payment.status()))
                : batch.releaseOne(release.caller.keyId(), payment);
        if (decision.isTaken()) {
            var only = List.of(payment.id());
            var command = batch.alone()
                    ? command(release, Kind.RELEASE, batch, null, payment.id())
                    : command(release, Kind.RELEASE_SOME, batch, only, payment.id());
            batches.ask(command, BatchStatus.PROCESSING);
            payments.release(command, only);
        }
        return decision;
    }

    private PayerCommand command(
            Release release, Kind kind, BatchState batch, @Nullable List<PaymentId> named, @Nullable PaymentId about) {
        String id = events.releaseRequested(batch.id(), named, release.caller);
        StateLog.onCommit(
                LOG,
                new Whose(batch.batch().tenant().toString(), batch.id().value(), null),
                "batch %s is to be released%s",
                batch.id(),
                named == null ? "" : " in part");
        var command = new PayerCommand(id, kind, batch.id(), about, release.caller, release.person, clock.instant());
        return named == null ? command : command.withEvidence(named.size() + " by name");
    }

    // The guide's own example calls the batch by its clientRequestId.
    private Decision misnamed(Release release, BatchState batch, Supplier<Decision> otherwise) {
        String name = release.batchName;
        if (name == null
                || name.equals(batch.id().value())
                || name.equals(batch.batch().clientRequestId())) {
            return otherwise.get();
        }
        return Decision.refused(
                batches.named(release.caller.tenant(), name).isPresent()
                        ? new Rejection.NamedBatchDiffers()
                        : new Rejection.NamedBatchUnknown());
    }
}
