package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Trace;

/** How each kind of key is looked for, and what is kept of a payment's life. */
final class TraceSql {

    /** All that happened, a row each; rows of one instant in the order in which such things happen. */
    static final String TIMELINE = """
            select p.payment_id, p.created_at as at, 'ACCEPTED' as event, 0 as place, p.added_by as by, null as status,
                   null as reason, null as command, null as id
              from payment p where p.payment_id = any (?)
            union all
            select p.payment_id, c.at, 'COMMAND_ASKED', 1, c.key_id, null, null, c.command_type, c.command_id
              from payment p join lateral (
                  select * from payer_command o where o.payment_id = p.payment_id
                   union all
                  select * from payer_command o where o.batch_id = p.batch_id and o.payment_id is null) c on true
             where p.payment_id = any (?)
            union all
            select p.payment_id, c.answered_at, 'COMMAND_TAKEN', 2, null, null, null, c.command_type, c.command_id
              from payment p join lateral (
                  select * from payer_command o where o.payment_id = p.payment_id
                   union all
                  select * from payer_command o where o.batch_id = p.batch_id and o.payment_id is null) c on true
             where p.payment_id = any (?) and c.outcome = 'TAKEN'
            union all
            select p.payment_id, r.at, 'COMMAND_REJECTED', 2, null, r.status, r.code, r.command_type, r.command_id
              from payment p join lateral (
                  select * from rejected_command o where o.payment_id = p.payment_id
                   union all
                  select * from rejected_command o where o.batch_id = p.batch_id and o.payment_id is null) r on true
             where p.payment_id = any (?)
            union all
            select s.payment_id, s.at, 'STATUS_REACHED', 3 + (row_number() over (order by s.step_id))::int, s.actor_kind,
                   s.status, s.reason_code, null, s.cause
              from payment_step s where s.payment_id = any (?)
            union all
            select e.payment_id, e.opened_at, 'EXCEPTION_OPENED', 1000000, null, null,
                   (select string_agg(distinct c ->> 'code', ' ') from jsonb_array_elements(e.causes) c), null,
                   e.exception_id
              from payment_exception e where e.payment_id = any (?)
            union all
            select e.payment_id, e.resolved_at, 'EXCEPTION_RESOLVED', 1000001, null, null, e.resolution, null,
                   e.exception_id
              from payment_exception e where e.payment_id = any (?) and e.resolved_at is not null
             order by at, place""";

    static final int TIMELINE_PARAMETERS = 7;

    private TraceSql() {}

    /** Payments that bear the key as this kind: the tenant and the key are its parameters. */
    static String payments(Trace.Kind kind) {
        return switch (kind) {
            case PAYMENT_ID -> of("p.payment_id = ?");
            case BATCH_ID -> of("p.batch_id = ?");
            case ISSUER_REFERENCE_ID -> of("p.issuer_reference_id = ?");
            case ISSUER_PAYMENT_ID -> of("p.issuer_payment_id = ?");
            case CHECK_NUMBER -> ofClaim("c.check_number = ?");
            case TICKET_ID -> ofClaim("c.ticket_id = ?");
            case TRANSACTION_ID -> ofClaim("c.transaction_id = ?");
        };
    }

    /** A batch bears its id before it has payments. */
    static String known(Trace.Kind kind) {
        return kind == Trace.Kind.BATCH_ID
                ? "select 1 from payment_batch where tenant_id = ? and batch_id = ?"
                : payments(kind);
    }

    private static String of(String condition) {
        return "select p.payment_id from payment p where p.tenant_id = ? and " + condition;
    }

    private static String ofClaim(String condition) {
        return "select p.payment_id from payment p join payment_claim c using (payment_id) where p.tenant_id = ? and "
                + condition;
    }
}
