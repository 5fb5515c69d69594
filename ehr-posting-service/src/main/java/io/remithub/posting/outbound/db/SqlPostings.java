package io.remithub.posting.outbound.db;

import static io.remithub.posting.outbound.db.PostingRow.READ;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.posting.application.Postings;
import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.PostingState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@ApplicationScoped
class SqlPostings implements Postings {

    // Statements that lock many lock them in one order. A row that somebody else holds is read as that one leaves it.
    private static final String LOCK = """
            select %s from posting p
              join unnest(?::text[], ?::int[], ?::int[], ?::text[]) as k (payment_id, claim_index, issuance, purpose)
             using (payment_id, claim_index, issuance, purpose)
             order by p.id for update of p""".formatted(READ);

    // What is confirmed otherwise, and told to nobody: an operator asked how it stands.
    private static final String LEASE_LIVE =
            lease("(state <> 'CONFIRMED' or reason is not null and reported_reason is null)");
    private static final String LEASE_CHECKS = lease("state = 'CONFIRMED'");

    private static final String RECALL = """
            update posting p
               set lease_epoch = lease_epoch + (state = 'PLANNED')::int,
                   leased_until = case when state <> 'PLANNED' then leased_until end
              from (select p.id from posting p
                      join unnest(?::text[], ?::int[], ?::int[]) as c (payment_id, claim_index, issuance)
                     using (payment_id, claim_index, issuance)
                     order by p.id for update of p) as held
             where p.id = held.id""";

    private static final String OF_CLAIMS = """
            select %s from posting p
              join unnest(?::text[], ?::int[], ?::int[]) as c (payment_id, claim_index, issuance)
             using (payment_id, claim_index, issuance)
             order by p.id""".formatted(READ);

    private static final String LEDGER = """
            select %s from posting p
              join posting_request r
                on (r.payment_id, r.claim_index, r.issuance) = (p.payment_id, p.claim_index, p.issuance)
              join posting_request own on (own.tenant_id, own.claim_key) = (r.tenant_id, r.claim_key)
             where own.payment_id = ? and own.claim_index = ? and own.issuance = ?""".formatted(READ);

    private static final String NAMED = """
            select transaction_id as named, payment_id, claim_index, issuance, purpose, batch_id, cause_id, traceparent,
                   true as current
              from posting where transaction_id = any (?::text[])
             union all
            select a.transaction_id, p.payment_id, p.claim_index, p.issuance, p.purpose, p.batch_id, p.cause_id,
                   p.traceparent, false
              from posting_attempt a join posting p on p.id = a.posting_id
             where a.transaction_id = any (?::text[])""";

    private static final String OF_KEY =
            "(select id from posting where payment_id = ? and claim_index = ? and issuance = ? and purpose = ?)";
    private static final String SENT =
            "select transaction_id, registration, result, partner_id from posting_attempt where posting_id = " + OF_KEY
                    + " order by id";
    private static final String LINK = """
            insert into posting_attempt (posting_id, transaction_id, at)
            select p.id, link.transaction_id, link.at
              from (select ?::text as transaction_id, ?::timestamptz as at) link, posting p
             where p.payment_id = ? and p.claim_index = ? and p.issuance = ? and p.purpose = ?
               and not exists (select from posting_attempt a
                                where a.posting_id = p.id and a.transaction_id = link.transaction_id)""";

    private final Sql sql;
    private final PostingWrites writes;

    SqlPostings(Sql sql, PostingWrites writes) {
        this.sql = sql;
        this.writes = writes;
    }

    /**
     * A lease that ended is given out again, under a new epoch: the old holder's writes no longer count. A look asks at each
     * place how far the ledger was read, and then for each reference.
     */
    private static String lease(String which) {
        return """
                update posting p
                   set lease_epoch = lease_epoch + 1,
                       leased_until = now() + make_interval(secs => ?::double precision * case
                           when state in ('UNKNOWN', 'ACCEPTED', 'CONFIRMED') then 2 + (
                               select count(distinct transaction_id) + 2 * count(distinct registration)
                                 from posting_attempt where posting_id = p.id)
                           else 1 end)
                 where id = any (array (
                       select id from posting
                        where due_at <= now() and (leased_until is null or leased_until < now()) and %s
                        order by due_at limit ? for update skip locked))
                returning %s""".formatted(which, READ);
    }

    @Override
    public Set<PostingKey> add(List<Posting> planned, Instant now) {
        return planned.isEmpty() ? Set.of() : writes.add(planned, now);
    }

    @Override
    public void save(List<Move> moves, Duration leaseOfAttempt, Instant now) {
        if (!moves.isEmpty()) {
            writes.save(moves, leaseOfAttempt, now);
        }
    }

    @Override
    public void answered(List<Answer> answers, Instant now) {
        if (!answers.isEmpty()) {
            writes.answered(answers, now);
        }
    }

    @Override
    public void recall(Collection<ClaimKey> claims) {
        if (!claims.isEmpty()) {
            sql.update(
                    RECALL,
                    Column.text(claims, ClaimKey::paymentId),
                    Column.ints(claims, ClaimKey::claimIndex),
                    Column.ints(claims, ClaimKey::issuance));
        }
    }

    @Override
    public Map<PostingKey, Held> lock(Collection<PostingKey> keys) {
        return sql
                .query(
                        LOCK,
                        PostingRow::held,
                        Column.text(keys, PostingKey::paymentId),
                        Column.ints(keys, PostingKey::claimIndex),
                        Column.ints(keys, PostingKey::issuance),
                        Column.names(keys, PostingKey::purpose))
                .stream()
                .collect(toMap(held -> held.posting().key(), identity()));
    }

    @Override
    public Map<String, Named> named(Collection<String> transactionIds) {
        if (transactionIds.isEmpty()) {
            return Map.of();
        }
        var ids = Column.text(transactionIds, identity());
        var named = new HashMap<String, Named>();
        sql.query(
                NAMED,
                row -> named.merge(
                        row.getString("named"),
                        new Named(PostingRow.key(row), PostingRow.origin(row), row.getBoolean("current")),
                        (one, other) -> one.current() ? one : other),
                ids,
                ids);
        return named;
    }

    @Override
    @Transactional
    public List<Sent> sent(PostingKey key) {
        return sql.query(
                SENT,
                SqlPostings::sent,
                key.paymentId(),
                key.claimIndex(),
                key.issuance(),
                key.purpose().name());
    }

    private static Sent sent(ResultSet row) throws SQLException {
        var result = row.getString("result");
        return new Sent(
                row.getString("transaction_id"),
                row.getBytes("registration"),
                result == null ? null : PostingState.valueOf(result),
                row.getString("partner_id"));
    }

    @Override
    public void link(PostingKey key, String transactionId, Instant now) {
        sql.update(
                LINK,
                transactionId,
                now,
                key.paymentId(),
                key.claimIndex(),
                key.issuance(),
                key.purpose().name());
    }

    @Override
    @Transactional
    public List<Held> lease(int atMost, Duration forCall) {
        var seconds = forCall.toMillis() / 1000.0;
        var leased = new ArrayList<>(sql.query(LEASE_LIVE, PostingRow::held, seconds, atMost));
        if (leased.size() < atMost) {
            leased.addAll(sql.query(LEASE_CHECKS, PostingRow::held, seconds, atMost - leased.size()));
        }
        return leased;
    }

    @Override
    @Transactional
    public List<Posting> ofClaims(Collection<ClaimKey> claims) {
        return sql.query(
                OF_CLAIMS,
                PostingRow::posting,
                Column.text(claims, ClaimKey::paymentId),
                Column.ints(claims, ClaimKey::claimIndex),
                Column.ints(claims, ClaimKey::issuance));
    }

    @Override
    @Transactional
    public ClaimLedger ledger(ClaimKey claim) {
        return new ClaimLedger(
                sql.query(LEDGER, PostingRow::posting, claim.paymentId(), claim.claimIndex(), claim.issuance()));
    }
}
