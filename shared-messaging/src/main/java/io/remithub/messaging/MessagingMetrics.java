package io.remithub.messaging;

import io.quarkus.runtime.StartupEvent;
import io.remithub.metrics.DatabaseGauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What somebody is woken up for: events that do not get out, and events that were set aside. */
@ApplicationScoped
class MessagingMetrics {

    // Counted as far as it matters: a backlog of a million is as bad as one of ten thousand, and costs no more to look
    // at. So many that are refused are a standstill, too: the last that is looked at counts whatever it is.
    private static final String STANDING = """
            select 'oldest', coalesce(extract(epoch from now() - (
                       select created_at
                         from (select *, row_number() over (order by id) as place from outbox order by id limit 10000) o
                        where place = 10000
                           or not exists (select from outbox_held h where h.topic = o.topic and h.key = o.key
                                             and h.reason not like 'unreachable%')
                        order by id limit 1)), 0)::float8
            union all select 'depth', count(*) from (select 1 from outbox order by id limit 10000) o
            union all select 'held', count(*) from (select 1 from outbox_held limit 10000) h
            union all select 'gaps', count(*) from (select 1 from inbox_gap limit 10000) g
            union all select 'parked', count(*)
                        from (select 1 from parked_event where resolved_at is null order by id limit 10000) p""";

    private final DatabaseGauges gauges;

    MessagingMetrics(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void register(@Observes StartupEvent started) {
        gauges.asking(STANDING)
                .answers("hub.database.answers", "1 while the database answers")
                .gauge(
                        "hub.outbox.oldest.seconds",
                        "Age of the oldest event that is not published, and that the broker does not refuse",
                        "oldest")
                .gauge("hub.outbox.depth", "Events that are not published yet, 10000 where there are more", "depth")
                .gauge("hub.outbox.held.keys", "Keys held back by a record that the broker does not take", "held")
                .gauge("hub.inbox.gaps", "Events that wait for their predecessor", "gaps")
                .gauge("hub.inbox.parked", "Records set aside because they cannot be applied", "parked");
    }
}
