package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.messaging.Ids;
import io.remithub.poller.application.ClaimRequest;
import io.remithub.poller.application.Subscriber;
import io.remithub.poller.application.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Joining and leaving, set by set; tickets are opened and locked in the order of their claims, against deadlock. */
@ApplicationScoped
class SqlSubscriptions implements Subscriptions {

    private static final String OPEN = """
            with wanted as (
                select * from unnest(?, ?, ?, ?, ?, ?)
                           as w (id, tenant_id, claim_key, charge_amount, cause_id, traceparent)),
            opened as (
                insert into ticket (id, tenant_id, claim_key, charge_amount, cause_id, traceparent,
                                    state, reason, due_at)
                select w.*, 'Queued', 'requested', now() from wanted w order by tenant_id, claim_key
                    on conflict (tenant_id, claim_key) where state in ('Queued', 'Submitting', 'Polling') do nothing
                returning id, tenant_id, claim_key),
            noted as (
                insert into ticket_change (ticket_id, to_state, reason)
                select id, 'Queued', 'requested' from opened)
            select * from opened""";

    private static final String LOCK = """
            select id, tenant_id, claim_key
              from ticket
             where state in ('Queued', 'Submitting', 'Polling')
               and (tenant_id, claim_key) in (select * from unnest(?, ?))
             order by tenant_id, claim_key
               for update""";

    private static final String JOIN = """
            insert into subscriber (ticket_id, batch_id, payment_id, claim_index, issuance, issuer_payment_id, cause_id,
                                    traceparent, sealed_registration, sealed_claim)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (ticket_id, payment_id, claim_index) do update
               set batch_id = excluded.batch_id, issuance = excluded.issuance,
                   issuer_payment_id = excluded.issuer_payment_id,
                   cause_id = excluded.cause_id, traceparent = excluded.traceparent,
                   sealed_registration = excluded.sealed_registration, sealed_claim = excluded.sealed_claim,
                   joined_at = excluded.joined_at""";

    private static final String ASK_NOW =
            "update ticket set %s where id = any (?) and state = 'Queued' and reason in ('recheck', 'check-uncashed')"
                    .formatted(Columns.OUT_OF_TURN);

    private static final String LEAVE = """
            delete from subscriber s
             using unnest(?, ?, ?, ?) as l (ticket_id, payment_id, claim_index, issuance)
             where s.ticket_id = l.ticket_id and s.payment_id = l.payment_id
               and s.claim_index = l.claim_index and s.issuance <= l.issuance""";

    private static final String STOP = """
            with lonely as (
                select t.id, t.state from ticket t
                 where t.id = any (?)
                   and not exists (select from subscriber s where s.ticket_id = t.id)),
            stopped as (
                update ticket t
                   set state = 'Cancelled', reason = 'cancelled', due_at = null, lease_until = null, closed_at = now()
                  from lonely l
                 where t.id = l.id
                returning t.id, l.state as was),
            noted as (
                insert into ticket_change (ticket_id, from_state, to_state, reason)
                select id, was, 'Cancelled', 'cancelled' from stopped)
            select id from stopped""";

    private final Sql sql;

    SqlSubscriptions(AgroalDataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<Opened> join(Collection<ClaimRequest> requests) {
        var opened = new ArrayList<Opened>();
        var waiting = new ArrayList<>(requests);
        // A ticket that ends between the two statements leaves its requests for another round.
        while (!waiting.isEmpty()) {
            opened.addAll(open(waiting));
            var tickets = lock(waiting, ClaimRequest::subscriber);
            var joining = waiting.stream()
                    .filter(request -> tickets.containsKey(Claim.of(request.subscriber())))
                    .toList();
            join(joining, tickets);
            waiting.removeAll(joining);
        }
        return opened;
    }

    private List<Opened> open(List<ClaimRequest> requests) {
        var byClaim = new TreeMap<Claim, ClaimRequest>();
        requests.forEach(request -> byClaim.putIfAbsent(Claim.of(request.subscriber()), request));
        var wanted = List.copyOf(byClaim.values());
        return sql.query(
                OPEN,
                row -> {
                    var claim = new Claim(row.getString("tenant_id"), row.getString("claim_key"));
                    return new Opened(
                            row.getString("id"),
                            Objects.requireNonNull(byClaim.get(claim)).subscriber());
                },
                Column.text(wanted, _ -> Ids.next()),
                Column.text(wanted, one -> one.subscriber().tenantId()),
                Column.text(wanted, one -> one.subscriber().claimKey()),
                Column.longs(wanted, ClaimRequest::chargeAmount),
                Column.text(wanted, one -> one.subscriber().cause().eventId()),
                Column.text(wanted, one -> one.subscriber().cause().traceparent()));
    }

    private <T> Map<Claim, String> lock(Collection<T> of, Function<T, Subscriber> subscriber) {
        var claims = of.stream().map(subscriber).map(Claim::of).distinct().toList();
        var tickets = new HashMap<Claim, String>();
        sql.query(
                LOCK,
                row -> tickets.put(
                        new Claim(row.getString("tenant_id"), row.getString("claim_key")), row.getString("id")),
                Column.text(claims, Claim::tenantId),
                Column.text(claims, Claim::claimKey));
        return tickets;
    }

    private void join(List<ClaimRequest> joining, Map<Claim, String> tickets) {
        if (joining.isEmpty()) {
            return;
        }
        sql.update(
                JOIN,
                Column.text(joining, one -> tickets.get(Claim.of(one.subscriber()))),
                Column.text(joining, one -> one.subscriber().batchId()),
                Column.text(joining, one -> one.subscriber().paymentId()),
                Column.ints(joining, one -> one.subscriber().claimIndex()),
                Column.ints(joining, one -> one.subscriber().issuance()),
                Column.text(joining, one -> one.subscriber().issuerPaymentId()),
                Column.text(joining, one -> one.subscriber().cause().eventId()),
                Column.text(joining, one -> one.subscriber().cause().traceparent()),
                Column.buffers(joining, ClaimRequest::sealedRegistration),
                Column.buffers(joining, ClaimRequest::sealedClaim));
        sql.update(ASK_NOW, Column.text(tickets.values(), id -> id));
    }

    @Override
    public List<Stopped> leave(Collection<Subscriber> leaving) {
        if (leaving.isEmpty()) {
            return List.of();
        }
        var tickets = lock(leaving, Function.identity());
        var known = leaving.stream()
                .filter(one -> tickets.containsKey(Claim.of(one)))
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        var left = new HashMap<String, Subscriber>();
        known.forEach(one -> left.put(Objects.requireNonNull(tickets.get(Claim.of(one))), one));
        sql.update(
                LEAVE,
                Column.text(known, one -> tickets.get(Claim.of(one))),
                Column.text(known, Subscriber::paymentId),
                Column.ints(known, Subscriber::claimIndex),
                Column.ints(known, Subscriber::issuance));
        return sql.query(STOP, row -> row.getString("id"), Column.text(tickets.values(), id -> id)).stream()
                .map(id -> new Stopped(id, Objects.requireNonNull(left.get(id))))
                .toList();
    }

    private record Claim(String tenantId, String claimKey) implements Comparable<Claim> {

        static Claim of(Subscriber subscriber) {
            return new Claim(subscriber.tenantId(), subscriber.claimKey());
        }

        @Override
        public int compareTo(Claim other) {
            int byTenant = tenantId.compareTo(other.tenantId);
            return byTenant != 0 ? byTenant : claimKey.compareTo(other.claimKey);
        }
    }
}
