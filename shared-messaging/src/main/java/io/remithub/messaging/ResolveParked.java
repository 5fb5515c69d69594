package io.remithub.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.messaging.ParkedEvents.Resolution;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an operator does with a record that was set aside: it is applied after all, or its subject goes on without it. */
@ApplicationScoped
public class ResolveParked {

    private static final Logger LOG = Logger.getLogger(ResolveParked.class);

    private final ParkedEvents parked;
    private final InboxTables tables;
    private final Inbox inbox;
    private final Event<Resolved> resolved;

    ResolveParked(ParkedEvents parked, InboxTables tables, Inbox inbox, Event<Resolved> resolved) {
        this.resolved = resolved;
        this.parked = parked;
        this.tables = tables;
        this.inbox = inbox;
    }

    /**
     * Told within the transaction that decides.
     *
     * @param what REPLAYED or DISCARDED
     */
    public record Resolved(
            long id, @Nullable String tenant, @Nullable String subject, String what, String by, String reason) {}

    /** What became of it. */
    public enum Outcome {
        RESOLVED,
        /** None by this id waits. */
        UNKNOWN,
        /** Reading or applying it fails as before: nothing has changed. */
        STILL_NOT_APPLICABLE,
        /** An earlier event of its subject has not come or was set aside, too: that one first. */
        AN_EARLIER_ONE_WAITS
    }

    /** One transaction reads a page. */
    public List<ParkedEvent> list(@Nullable String topic, @Nullable String code, long after, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> parked.list(topic, code, after, limit));
    }

    /** Applies it as if it had just come; what waited behind it follows. */
    public Outcome replay(long id, String by, String reason) {
        try {
            return resolve(id, new Resolution("REPLAYED", by, reason), this::apply);
        } catch (RuntimeException failure) {
            if (Patience.mayHeal(failure)) {
                throw failure;
            }
            LOG.errorf("parked %d cannot be applied: %s", id, failure.getClass().getName());
            return Outcome.STILL_NOT_APPLICABLE;
        }
    }

    /** Its subject goes on as if it had been applied. */
    public Outcome discard(long id, String by, String reason) {
        return resolve(id, new Resolution("DISCARDED", by, reason), this::skip);
    }

    private Outcome resolve(long id, Resolution resolution, Decision decision) {
        var place = new Object() {
            Reading.@Nullable Raw raw;
        };
        Outcome outcome = QuarkusTransaction.requiringNew().call(() -> {
            var found = parked.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            place.raw = found.get();
            Outcome decided = decision.on(found.get());
            if (decided == Outcome.RESOLVED) {
                parked.resolve(id, resolution);
                resolved.fire(new Resolved(
                        id,
                        found.get().headers().tenant(),
                        found.get().headers().subject(),
                        resolution.what(),
                        resolution.by(),
                        resolution.reason()));
            }
            return decided;
        });
        if (outcome == Outcome.RESOLVED && place.raw != null) {
            var whose = new Whose(place.raw.headers().tenant(), null, null);
            StateLog.tell(LOG, Cause.NONE, whose, "parked %d: %s", id, resolution.what());
            inbox.follow(place.raw);
        }
        return outcome;
    }

    private Outcome apply(Reading.Raw raw) {
        if (!(Reading.of(raw) instanceof Reading.Event event)) {
            return Outcome.STILL_NOT_APPLICABLE;
        }
        if (tables.isBehindAnother(raw)) {
            return Outcome.AN_EARLIER_ONE_WAITS;
        }
        inbox.applyNow(event);
        return Outcome.RESOLVED;
    }

    private Outcome skip(Reading.Raw raw) {
        Topic topic = raw.topic();
        if (topic.retention() == Topic.Retention.COMPACT) {
            return Outcome.RESOLVED;
        }
        if (tables.isBehindAnother(raw)) {
            return Outcome.AN_EARLIER_ONE_WAITS;
        }
        tables.skip(raw);
        return Outcome.RESOLVED;
    }

    @FunctionalInterface
    private interface Decision {
        Outcome on(Reading.Raw raw);
    }
}
