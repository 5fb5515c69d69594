package io.remithub.posting.outbound.db;

import io.quarkus.runtime.StartupEvent;
import io.remithub.metrics.DatabaseGauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Open postings by partner, state and age: one look at the index of the open ones. */
@ApplicationScoped
class PostingMetrics {

    private static final List<String> PARTNERS = List.of("nexhealth", "decoda");
    private static final List<String> STATES =
            List.of("PLANNED", "ATTEMPTED", "ACCEPTED", "UNKNOWN", "REJECTED", "WAITING");
    private static final List<String> AGES = List.of("1m", "1h", "1d", "older");
    private static final String OPEN = """
            select concat_ws('.',
                   case when effect in ('PAYMENT', 'DEBIT') then 'nexhealth' else 'decoda' end, state,
                   case when changed_at > now() - interval '1 minute' then '1m'
                        when changed_at > now() - interval '1 hour' then '1h'
                        when changed_at > now() - interval '1 day' then '1d' else 'older' end),
                   count(*)
              from posting
             where state in ('PLANNED', 'ATTEMPTED', 'ACCEPTED', 'UNKNOWN', 'REJECTED', 'WAITING')
             group by 1""";

    private final DatabaseGauges gauges;

    PostingMetrics(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void register(@Observes StartupEvent started) {
        var open = gauges.asking(OPEN);
        for (var partner : PARTNERS) {
            for (var state : STATES) {
                for (var age : AGES) {
                    open.gauge(
                            "hub.postings",
                            "Open postings, by how long they have stood so: up to 1m, 1h, 1d, or older",
                            String.join(".", partner, state, age),
                            "partner",
                            partner,
                            "state",
                            state,
                            "age",
                            age);
                }
            }
        }
    }
}
