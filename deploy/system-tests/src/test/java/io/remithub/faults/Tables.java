package io.remithub.faults;

import io.remithub.faults.Snapshot.Batch;
import io.remithub.faults.Snapshot.Command;
import io.remithub.faults.Snapshot.Parked;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Place;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Registration;
import io.remithub.faults.Snapshot.Shown;
import io.remithub.faults.Snapshot.Stored;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service's database, as far as the checker wants to know it. */
final class Tables {

    private static final String STORED = """
            select payment_id, tenant_id::text, batch_id, issuer_reference_id, amount,
                   coalesce(asked_status, status)
              from payment""";

    /** Both services tell of a payment in these columns, and in the same words. */
    private static final String SHOWN = """
            select p.payment_id, coalesce(p.asked_issuance, p.issuance), coalesce(p.asked_balance, p.available_balance),
                   array(select e.exception_id || ' ' || (select string_agg(distinct c ->> 'code', ',')
                                                            from jsonb_array_elements(e.causes) c)
                           from payment_exception e
                          where e.payment_id = p.payment_id and e.resolved_at is null order by 1),
                   array(select concat(c.claim_index, ': ticket ', c.ticket_id, ' ', c.category, ', check ', c.check_number,
                                       ', transaction ', c.transaction_id, ' ', c.outcome, ', charge ', c.charge_outcome,
                                       ', undone ', c.reversal_outcome, ' ', c.adjustment_outcome)
                           from payment_claim c where c.payment_id = p.payment_id order by c.claim_index),
                   array(select concat_ws(' ', lower(s.status), s.reason_code)
                           from payment_step s where s.payment_id = p.payment_id order by s.step_id)
              from payment p""";

    // What was posted of a claim, in the issuance that there is; and what undid it in the one that was voided last.
    private static final String KNOWN = """
            select p.payment_id, p.issuance, p.amount - p.settled - p.voided,
                   array(select e.id || ' ' || (select string_agg(distinct c, ',') from unnest(e.codes) c)
                           from payment_exception e
                          where e.payment_id = p.payment_id and e.resolved_at is null order by 1),
                   array(select concat(c.claim_index, ': ticket ', c.ticket_id, ' ', c.category, ', check ', c.check_number,
                                       ', transaction ', t.transaction_id, ' ', t.outcome, ', charge ', h.outcome,
                                       ', undone ', r.outcome, ' ', a.outcome)
                           from claim c
                           left join posting t on (t.payment_id, t.claim_index, t.issuance, t.purpose)
                                                = (c.payment_id, c.claim_index, p.issuance, 'PAYMENT')
                           left join posting h on (h.payment_id, h.claim_index, h.issuance, h.purpose)
                                                = (c.payment_id, c.claim_index, p.issuance, 'CHARGE')
                           left join lateral (
                                select f.* from fence f
                                 where (f.payment_id, f.claim_index) = (c.payment_id, c.claim_index)
                                   and p.status in ('VOIDED', 'REISSUING')
                                 order by f.issuance desc limit 1) f on true
                           left join posting r on (r.payment_id, r.claim_index, r.issuance, r.purpose)
                                                = (f.payment_id, f.claim_index, f.issuance, 'REVERSAL')
                           left join posting a on (a.payment_id, a.claim_index, a.issuance, a.purpose)
                                                = (f.payment_id, f.claim_index, f.issuance, 'CHARGE_ADJUSTMENT')
                          where c.payment_id = p.payment_id order by c.claim_index),
                   array(select concat_ws(' ', lower(replace(s.status, '_', '')), s.reason_code)
                           from payment_step s
                          where s.payment_id = p.payment_id and s.status <> 'CREATED' order by s.id)
              from payment p""";

    private static final String PAYMENTS = """
            select p.payment_id, p.tenant_id, p.status, p.issuance, p.amount, p.amount - p.settled - p.voided,
                   coalesce((select sum((a ->> 'amount')::bigint) from jsonb_array_elements(p.provider_adjustments) a), 0),
                   array(select array_to_string(e.codes, ',') from payment_exception e
                          where e.payment_id = p.payment_id and e.resolved_at is null),
                   not exists (select from fence f
                                where f.payment_id = p.payment_id
                                  and 2 > (select count(*) from posting o
                                            where (o.payment_id, o.claim_index, o.issuance)
                                                    = (f.payment_id, f.claim_index, f.issuance)
                                              and o.purpose in ('REVERSAL', 'CHARGE_ADJUSTMENT')
                                              and o.outcome in ('CONFIRMED', 'NOT_REQUIRED')))
              from payment p""";

    private static final String POSTINGS = """
            select payment_id, claim_index, issuance, purpose, state, reason, amount,
                   array(select distinct a.transaction_id from posting_attempt a where a.posting_id = p.id),
                   (select count(*)::int from posting_attempt a where a.posting_id = p.id)
              from posting p""";

    private final Rig rig;
    private final Part part;

    Tables(Rig rig, Part part) {
        this.rig = rig;
        this.part = part;
    }

    int outbox() throws SQLException {
        return rows("select count(*)::int from outbox", row -> row.getInt(1)).getFirst();
    }

    List<Parked> parked() throws SQLException {
        return rows(
                "select topic, part, place, code from parked_event where resolved_at is null",
                row -> new Parked(
                        part.label(), new Place(row.getString(1), row.getInt(2), row.getLong(3)), row.getString(4)));
    }

    /** How far each subject of each topic has come that is sent from here. */
    Map<String, Map<String, Long>> sequences() throws SQLException {
        var sequences = new HashMap<String, Map<String, Long>>();
        rows("select topic, subject, last from outbox_sequence", row -> sequences
                .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                .put(row.getString(2), row.getLong(3)));
        return sequences;
    }

    Snapshot.Intake intake() throws SQLException {
        var payments = rows(
                STORED,
                row -> new Stored(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6)));
        var batches = batches("payment_batch", "coalesce(asked_status, status)");
        var commands = rows(
                "select command_type, batch_id, payment_id, outcome from payer_command",
                row -> new Command(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        return new Snapshot.Intake(payments, shown(SHOWN), batches, commands);
    }

    /** What the saga would show. */
    List<Shown> known() throws SQLException {
        return shown(KNOWN);
    }

    private List<Shown> shown(String query) throws SQLException {
        return rows(
                query,
                row -> new Shown(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        strings(row, 4),
                        strings(row, 5),
                        strings(row, 6)));
    }

    /** As the saga has them. */
    List<Batch> batches() throws SQLException {
        return batches("batch", "status");
    }

    private List<Batch> batches(String table, String status) throws SQLException {
        return rows(
                "select batch_id, tenant_id::text, client_request_id, %s from %s".formatted(status, table),
                row -> new Batch(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    Set<Registration> registrations() throws SQLException {
        return Set.copyOf(rows(
                "select tenant_id, claim_key from registration where revision > 0",
                row -> new Registration(row.getString(1), row.getString(2))));
    }

    List<Payment> payments() throws SQLException {
        return rows(
                PAYMENTS,
                row -> new Payment(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        strings(row, 8).stream()
                                .map(codes -> codes.isEmpty() ? List.<String>of() : List.of(codes.split(",")))
                                .toList(),
                        row.getBoolean(9)));
    }

    List<Posting> postings() throws SQLException {
        return rows(
                POSTINGS,
                row -> new Posting(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        Set.copyOf(strings(row, 8)),
                        row.getInt(9)));
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }

    @FunctionalInterface
    interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String query, Read<T> read) throws SQLException {
        try (var connection = rig.connectAsSuperuser(part);
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<T>();
            while (found.next()) {
                rows.add(read.from(found));
            }
            return rows;
        }
    }
}
