package io.remithub.posting.outbound.db;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.messaging.Ids;
import io.remithub.posting.application.Postings.Answer;
import io.remithub.posting.application.Postings.Move;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Writes postings down: each with its history and its attempts, however many in one statement. */
@ApplicationScoped
class PostingWrites {

    private static final String ADD = withColumns("""
            with added as (
                insert into posting (id, batch_id, payment_id, claim_index, issuance, purpose, tenant_id, cause_id,
                                     traceparent, %1$s, changed_at)
                select p.*, ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
                              ?::text[], %2$s) as p
                    on conflict (payment_id, claim_index, issuance, purpose) do nothing
             returning *),
            noted as (
                insert into posting_change (posting_id, to_state, reason, at)
                select id, state, reason, changed_at from added)
            select payment_id, claim_index, issuance, purpose from added""");

    // The lease of an attempt lasts as long as its call may; every other step ends whoever's it is. What is said of an
    // attempt that is under way is no other attempt. Who stays where it is has stood there since it came.
    private static final String SAVE = withColumns("""
            with moved as (
                update posting p
                   set (%1$s, changed_at, leased_until) = (%3$s,
                       case when m.from_state = m.state then p.changed_at else step.at end,
                       case when m.state <> 'ATTEMPTED' then null when m.from_state = m.state then p.leased_until
                            else now() + make_interval(secs => step.lease) end)
                  from (select ?::timestamptz as at, ?::double precision as lease) step,
                       unnest(?::text[], ?::text[], ?::text[], %2$s) as m (id, from_state, from_reason, %1$s)
                 where p.id = m.id
             returning p.id, m.from_state, m.from_reason, p.state, p.reason, p.transaction_id, step.at),
            noted as (
                insert into posting_change (posting_id, from_state, to_state, reason, at)
                select id, from_state, state, reason, at from moved
                 where from_state <> state or from_reason is distinct from reason)
            insert into posting_attempt (posting_id, transaction_id, at)
            select id, transaction_id, at from moved where state = 'ATTEMPTED' and from_state <> 'ATTEMPTED'""");

    private static final String ANSWERED = """
            update posting_attempt a
               set result = n.result, answered_at = ?, partner_id = n.partner_id
              from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (posting_id, call, result, partner_id)
             cross join lateral (
                   select max(id) as id from posting_attempt
                    where posting_id = n.posting_id and transaction_id = n.call) last
             where a.id = last.id""";

    // What undoes another is sent with what that was sent with.
    private static final String SENT_ANEW = """
            with before as (
                select payment_id, claim_index, issuance, %1$s_registration as registration
                  from posting_request
                  join unnest(?::text[], ?::int[], ?::int[]) as c (payment_id, claim_index, issuance)
                 using (payment_id, claim_index, issuance)
                 where %1$s_registration is not null),
            kept as (
                update posting_attempt a
                   set registration = before.registration
                  from before join posting p using (payment_id, claim_index, issuance)
                 where p.purpose = '%2$s' and p.undoes_payment_id is null
                   and a.posting_id = p.id and a.registration is null)
            update posting_request r
               set %1$s_registration = null
              from before
             where (r.payment_id, r.claim_index, r.issuance) = (before.payment_id, before.claim_index, before.issuance)""";

    private final Sql sql;

    PostingWrites(Sql sql) {
        this.sql = sql;
    }

    Set<PostingKey> add(List<Posting> planned, Instant now) {
        var own = Stream.of(
                now,
                Column.text(planned, _ -> Ids.next()),
                Column.text(planned, it -> it.origin().batchId()),
                Column.text(planned, it -> it.key().paymentId()),
                Column.ints(planned, it -> it.key().claimIndex()),
                Column.ints(planned, it -> it.key().issuance()),
                Column.names(planned, it -> it.key().purpose()),
                Column.text(planned, Posting::tenantId),
                Column.text(planned, it -> it.origin().eventId()),
                Column.text(planned, it -> it.origin().traceparent()));
        var added = sql.query(ADD, PostingRow::key, arguments(own, PostingRow.columns(planned, it -> it)));
        return added.stream().collect(toUnmodifiableSet());
    }

    void save(List<Move> moves, Duration leaseOfAttempt, Instant now) {
        var from = Stream.of(
                now,
                leaseOfAttempt.toMillis() / 1000.0,
                Column.text(moves, it -> it.before().id()),
                Column.names(moves, it -> it.before().posting().state()),
                Column.text(moves, it -> it.before().posting().reason()));
        for (var purpose : List.of(Purpose.PAYMENT, Purpose.CHARGE)) {
            sentAnew(
                    purpose,
                    moves.stream()
                            .filter(Move::sendsAgain)
                            .map(move -> move.after().key())
                            .filter(key -> key.purpose() == purpose)
                            .toList());
        }
        sql.update(SAVE, arguments(from, PostingRow.columns(moves, Move::after)));
    }

    void answered(List<Answer> answers, Instant now) {
        sql.update(
                ANSWERED,
                now,
                Column.text(answers, Answer::id),
                Column.text(answers, Answer::call),
                Column.names(answers, Answer::result),
                Column.text(answers, Answer::partnerId));
    }

    /** What is sent once more is sent as its claim is registered now; what was sent before keeps what that was sent with. */
    private void sentAnew(Purpose purpose, List<PostingKey> postings) {
        if (!postings.isEmpty()) {
            sql.update(
                    SENT_ANEW.formatted(purpose.name().toLowerCase(Locale.ROOT), purpose.name()),
                    Column.text(postings, PostingKey::paymentId),
                    Column.ints(postings, PostingKey::claimIndex),
                    Column.ints(postings, PostingKey::issuance));
        }
    }

    private static String withColumns(String statement) {
        return statement.formatted(PostingRow.COLUMNS, PostingRow.PLACES, PostingRow.of("m"));
    }

    private static Object[] arguments(Stream<Object> first, Stream<Column> then) {
        return Stream.concat(first, then).toArray();
    }
}
