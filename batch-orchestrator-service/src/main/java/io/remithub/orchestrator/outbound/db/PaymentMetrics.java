package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.joining;

import io.quarkus.runtime.StartupEvent;
import io.remithub.metrics.DatabaseGauges;
import io.remithub.orchestrator.application.Deadlines;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How payments stand: the oldest of each status, what is stuck and for how long, and whether the books agree. */
@ApplicationScoped
class PaymentMetrics {

    private static final List<PaymentStatus> WATCHED = List.of(
            PaymentStatus.CREATED,
            PaymentStatus.HELD,
            PaymentStatus.LOADING,
            PaymentStatus.REMITTANCE_REQUESTED,
            PaymentStatus.DISTRIBUTION_ASSIGNED,
            PaymentStatus.REQUESTED,
            PaymentStatus.SENT,
            PaymentStatus.REISSUING);
    private static final List<String> AGES = List.of("1h", "4h", "1d", "older");

    // The second condition says what the index holds; without it no plan would take the index.
    static final String STANDING = """
            select s.status, coalesce(extract(epoch from now() - (
                       select coalesce(last_step_at, accepted_at) from payment p
                        where p.status = s.status
                          and p.status in ('CREATED', 'HELD', 'LOADING', 'REMITTANCE_REQUESTED', 'DISTRIBUTION_ASSIGNED',
                                           'REQUESTED', 'SENT', 'REISSUING')
                        order by coalesce(last_step_at, accepted_at) limit 1)), 0)::float8
              from unnest(array['CREATED', 'HELD', 'LOADING', 'REMITTANCE_REQUESTED', 'DISTRIBUTION_ASSIGNED', 'REQUESTED',
                                'SENT', 'REISSUING']) s (status)
            union all
            select concat(code, '.overdue'), count(*)
              from payment_exception, unnest(codes) code
              join unnest(?::text[], ?::interval[]) due (code, within) using (code)
             where resolved_at is null and opened_at <= now() - within group by 1
            union all
            select concat_ws('.', code, case when opened_at > now() - interval '1 hour' then '1h'
                                             when opened_at > now() - interval '4 hours' then '4h'
                                             when opened_at > now() - interval '1 day' then '1d' else 'older' end),
                   count(*)
              from payment_exception, unnest(codes) code where resolved_at is null group by 1
            union all
            select 'breaks', coalesce((select sum(breaks)
                                         from (select distinct on (day) breaks from reconciliation
                                                where day >= current_date - 31 order by day, id desc) last), 0)
            union all
            select 'reconciled', coalesce(extract(epoch from now() - coalesce(
                       (select run_at from reconciliation where run_by = 'night' order by day desc limit 1),
                       (select accepted_at from payment order by accepted_at limit 1))), 0)
            union all
            select 'due', coalesce((
                   select max(extract(epoch from now() - case when last.unsettled = 0 and last.breaks = 0 then last.moved_at
                                                              else greatest(last.run_at, days.until) end))
                     from generate_series(1, 31) ago
                    cross join lateral (select (now() at time zone 'UTC')::date - ago as day) its
                    cross join lateral (select day::timestamp at time zone 'UTC' as since,
                                               (day + 1)::timestamp at time zone 'UTC' as until) days
                     left join lateral (select run_at, breaks, unsettled, moved_at from reconciliation r
                                         where r.day = its.day order by id desc limit 1) last on true
                    where exists (select 1 from payment
                                   where accepted_at >= days.since and accepted_at < days.until)), 0)""";

    private final DatabaseGauges gauges;
    private final Deadlines deadlines;

    PaymentMetrics(DatabaseGauges gauges, Deadlines deadlines) {
        this.gauges = gauges;
        this.deadlines = deadlines;
    }

    void register(@Observes StartupEvent started) {
        var standing = gauges.asking(STANDING, each(ExceptionCode::wire), each(deadlines::within))
                .gauge(
                        "hub.reconciliation.breaks",
                        "Amounts that differ on their way, as each day of the last month was last reconciled",
                        "breaks")
                .gauge(
                        "hub.reconciliation.age.seconds",
                        "Time since the last night's reconciliation; before the first, since the first payment",
                        "reconciled")
                .gauge(
                        "hub.reconciliation.due.seconds",
                        "For how long the day of the last month that has been due longest has been due",
                        "due");
        for (var status : WATCHED) {
            standing.gauge(
                    "hub.payments.oldest.seconds",
                    "How long the payment that has stood in a status for longest has taken no step",
                    status.name(),
                    "status",
                    status.wire());
        }
        for (var code : ExceptionCode.values()) {
            standing.gauge(
                    "hub.exceptions.overdue",
                    "Open exceptions that somebody was to have resolved by now",
                    code.wire() + ".overdue",
                    "code",
                    code.wire());
            for (var age : AGES) {
                standing.gauge(
                        "hub.exceptions.open",
                        "Open exceptions by how long they have been open: up to 1h, 4h, 1d, or older",
                        String.join(".", code.wire(), age),
                        "code",
                        code.wire(),
                        "age",
                        age);
            }
        }
    }

    /** As an array of the database. */
    private static String each(Function<ExceptionCode, ?> of) {
        return Stream.of(ExceptionCode.values())
                .map(code -> of.apply(code).toString())
                .collect(joining(",", "{", "}"));
    }
}
