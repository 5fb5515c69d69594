package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.LifecycleFact.CommandLost;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of payers' commands: one that was taken in needs no way back, one that lost goes it. */
@ApplicationScoped
class CommandAnswers {

    private static final String SHOW = """
            select distinct payment_id from payer_command
             where command_id = any (?) and answered_at is null and payment_id is not null""";

    // A payment shows what it waits for: without it, it is another one to whoever has seen it.
    private static final String TAKEN = """
            with taken as (
                update payer_command c set answered_at = a.at, outcome = 'TAKEN'
                  from unnest(?, ?) as a (command_id, at)
                 where c.command_id = a.command_id and c.answered_at is null
                returning c.command_id, c.payment_id),
            kept as (delete from replaced_payment r using taken t where r.command_id = t.command_id)
            update payment set revision = revision + 1 where payment_id in (select payment_id from taken)""";

    // One payment's refusal of a command about many is not the command's.
    private static final String LOST = """
            update payer_command set answered_at = ?, outcome = 'REJECTED'
             where command_id = ? and payment_id is not distinct from ?::text""";

    private static final String ASK_NOTHING = """
            update payment
               set asked_status = null, asked_command = null, released_at = null, released_command = null,
                   revision = revision + 1
             where batch_id = ? and asked_command = ?""";

    private static final String RESTORE_TOTALS = """
            update payment_batch b
               set expected_total = c.former_total, expected_payments = c.former_payments
              from payer_command c
             where c.command_id = ? and b.batch_id = c.batch_id and c.former_total is not null
               and not exists (select 1 from payer_command later
                                where later.batch_id = c.batch_id and later.former_total is not null
                                  and later.command_id > c.command_id)""";

    // What a later command about the payment has kept is what this one made of it: that must not come back either.
    private static final String PASS_ON = """
            update replaced_payment later
               set payment = lost.payment, claims = lost.claims, sealed = lost.sealed
              from replaced_payment lost
             where lost.command_id = ?
               and later.place = (select min(place) from replaced_payment r
                                   where r.payment_id = lost.payment_id and r.place > lost.place)""";

    private static final String RESTORE = """
            with request as (
                update payment_request q set sealed = r.sealed from replaced_payment r
                 where r.command_id = ? and q.payment_id = r.payment_id),
            gone as (
                delete from payment_claim c using replaced_payment r, jsonb_array_length(r.claims) kept
                 where r.command_id = ? and c.payment_id = r.payment_id and c.claim_index >= kept),
            claim as (
                insert into payment_claim
                select k.* from replaced_payment r, jsonb_populate_recordset(null::payment_claim, r.claims) k
                 where r.command_id = ?
                    on conflict (payment_id, claim_index) do update
                   set claim_key = excluded.claim_key, status_code = excluded.status_code, charge = excluded.charge,
                       paid = excluded.paid, patient_responsibility = excluded.patient_responsibility)
            update payment p
               set issuer_payment_id = k.issuer_payment_id, payment_date = k.payment_date, amount = k.amount,
                   remit_method = k.remit_method, payee_key = k.payee_key, findings = k.findings,
                   available_balance = k.available_balance, added_by = k.added_by, removed = k.removed
              from replaced_payment r, jsonb_populate_record(null::payment, r.payment) k
             where r.command_id = ? and p.payment_id = r.payment_id""";

    private static final String FORGET_TERMS = "delete from payment_request where command_id = ?";

    private static final String FORGET = "delete from replaced_payment where command_id = ?";

    private final Sql sql;

    CommandAnswers(Sql sql) {
        this.sql = sql;
    }

    /** The payments that show one of these as not answered yet. */
    List<String> showing(Set<String> commands) {
        return commands.isEmpty()
                ? List.of()
                : sql.query(SHOW, row -> row.getString(1), (Object) commands.toArray(String[]::new));
    }

    /** @param commands and when each was; {@link #showing} of them is locked */
    void taken(Map<String, Instant> commands) {
        if (!commands.isEmpty()) {
            var answered = commands.entrySet();
            sql.update(
                    TAKEN,
                    Column.text(answered, Map.Entry::getKey),
                    Column.times("timestamptz", answered, Map.Entry::getValue));
        }
    }

    /** A command about the whole batch. */
    void lost(CommandLost lost, BatchRow batch) {
        String command = mark(lost, null);
        batch.undo(lost.command().type(), command);
        BatchRow.flush();
        sql.update(ASK_NOTHING, batch.batchId, command);
        sql.update(RESTORE_TOTALS, command);
        BatchRow.getEntityManager().refresh(batch);
    }

    /** A command about one payment, or this payment's part in one about its batch. */
    void lost(CommandLost lost, BatchRow batch, PaymentRow payment) {
        String command = mark(lost, payment.paymentId);
        payment.undo(command);
        PaymentRow.flush();
        if (sql.update(PASS_ON, command) == 0 && sql.update(RESTORE, command, command, command, command) > 0) {
            long before = payment.counted();
            boolean wasRemoved = payment.removed;
            PaymentRow.getEntityManager().refresh(payment);
            batch.currentTotal += payment.counted() - before;
            batch.currentPayments += (wasRemoved ? 1 : 0) - (payment.removed ? 1 : 0);
            batch.revision++;
        }
        sql.update(FORGET_TERMS, command);
        sql.update(FORGET, command);
    }

    private String mark(CommandLost lost, @Nullable String paymentId) {
        String command = lost.command().commandId();
        sql.update(LOST, lost.command().at(), command, paymentId);
        return command;
    }
}
