package io.remithub.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an operator does where an event will never come: its subject goes on without it. */
@ApplicationScoped
public class SkipGap {

    private static final Logger LOG = Logger.getLogger(SkipGap.class);

    private final Gaps gaps;
    private final Inbox inbox;
    private final Event<Skipped> skipped;

    SkipGap(Gaps gaps, Inbox inbox, Event<Skipped> skipped) {
        this.gaps = gaps;
        this.inbox = inbox;
        this.skipped = skipped;
    }

    /**
     * Told within the transaction that decides.
     *
     * @param from the first event that has not come
     * @param to the last
     */
    public record Skipped(
            String topic, String subject, @Nullable String tenant, long from, long to, String by, String reason) {}

    /** One transaction reads a page, in the order of topic and subject. */
    public List<Gap> list(Gap.@Nullable Id after, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> gaps.list(after, limit));
    }

    /**
     * What waits behind the gap is applied, as far as to what was set aside; what comes late after all does nothing. Where
     * it was closed by a process that ended then, it is only applied: that is no decision.
     */
    public ResolveParked.Outcome skip(Gap.Id gap, String by, String reason) {
        return Topic.find(gap.topic()).map(it -> skip(it, gap, by, reason)).orElse(ResolveParked.Outcome.UNKNOWN);
    }

    private ResolveParked.Outcome skip(Topic topic, Gap.Id gap, String by, String reason) {
        Gaps.Closed closed = QuarkusTransaction.requiringNew().call(() -> {
            Gaps.Closed decided = gaps.close(topic, gap);
            if (decided.skips()) {
                skipped.fire(new Skipped(
                        gap.topic(), gap.subject(), decided.tenant(), decided.from(), decided.to(), by, reason));
            }
            return decided;
        });
        if (closed.skips()) {
            StateLog.tell(LOG, Cause.NONE, new Whose(closed.tenant(), null, null), "gap %s: SKIPPED", gap);
        }
        if (closed.outcome() == ResolveParked.Outcome.RESOLVED) {
            inbox.follow(topic, gap.subject());
        }
        return closed.outcome();
    }
}
