package io.remithub.posting.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.posting.application.Postings.Held;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.Posting.Reference;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import io.remithub.posting.domain.Tries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A posting as a row: how it is read, and the columns of many of them that are written. */
final class PostingRow {

    /** What changes as it moves, in the order of {@link #columns}. */
    static final String COLUMNS = """
            effect, undoes_payment_id, undoes_claim_index, undoes_issuance, amount, state, reason, attempts, \
            undelivered, lookups, retried, generation, attempted_at, due_at, transaction_id, subdomain, location_id, \
            partner_id, reported, reported_reason, reported_shown, approved""";

    /** Their places in a statement, of types that the server need not guess. */
    static final String PLACES = """
            ?::text[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::int[], \
            ?::int[], ?::int[], ?::boolean[], ?::int[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], \
            ?::text[], ?::text[], ?::text[], ?::bigint[], ?::boolean[]""";

    /** All that is read, of {@code posting p}: by name, since a column that a later release adds breaks what is prepared. */
    static final String READ = """
            p.id, p.lease_epoch, p.payment_id, p.claim_index, p.issuance, p.purpose, p.tenant_id, p.batch_id, p.cause_id, \
            p.traceparent,""" + of("p");

    private PostingRow() {}

    static String of(String alias) {
        return COLUMNS.replaceAll("(\\w+)", alias + ".$1");
    }

    static <T> Stream<Column> columns(List<T> rows, Function<T, Posting> of) {
        var postings = rows.stream().map(of).toList();
        return Stream.of(
                Column.names(postings, Posting::effect),
                Column.text(
                        postings, it -> it.undoes() == null ? null : it.undoes().paymentId()),
                Column.ints(
                        postings, it -> it.undoes() == null ? null : it.undoes().claimIndex()),
                Column.ints(
                        postings, it -> it.undoes() == null ? null : it.undoes().issuance()),
                Column.longs(postings, Posting::amount),
                Column.names(postings, Posting::state),
                Column.text(postings, Posting::reason),
                Column.ints(postings, it -> it.tries().attempts()),
                Column.ints(postings, it -> it.tries().undelivered()),
                Column.ints(postings, it -> it.tries().lookups()),
                Column.flags(postings, it -> it.tries().retried()),
                Column.ints(postings, it -> it.tries().generation()),
                Column.times("timestamptz", postings, it -> it.tries().attemptedAt()),
                Column.times("timestamptz", postings, it -> it.tries().dueAt()),
                Column.text(postings, it -> it.reference().transactionId()),
                Column.text(postings, it -> it.reference().subdomain()),
                Column.text(postings, it -> it.reference().locationId()),
                Column.text(postings, it -> it.reference().partnerId()),
                Column.text(
                        postings,
                        it -> it.reported() == null ? null : it.reported().code()),
                Column.text(
                        postings,
                        it -> it.reported() == null ? null : it.reported().reason()),
                Column.longs(
                        postings,
                        it -> it.reported() == null ? null : it.reported().shown()),
                Column.flags(postings, Posting::approved));
    }

    static Held held(ResultSet row) throws SQLException {
        return new Held(row.getString("id"), row.getLong("lease_epoch"), posting(row));
    }

    static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                key(row),
                row.getString("tenant_id"),
                Effect.valueOf(row.getString("effect")),
                undoes(row),
                row.getLong("amount"),
                PostingState.valueOf(row.getString("state")),
                row.getString("reason"),
                new Tries(
                        row.getInt("attempts"),
                        row.getInt("undelivered"),
                        row.getInt("lookups"),
                        row.getBoolean("retried"),
                        row.getInt("generation"),
                        Sql.instant(row, "attempted_at"),
                        Sql.instant(row, "due_at")),
                new Reference(
                        row.getString("transaction_id"),
                        row.getString("subdomain"),
                        row.getString("location_id"),
                        row.getString("partner_id")),
                reported(row),
                row.getBoolean("approved"),
                origin(row));
    }

    static Origin origin(ResultSet row) throws SQLException {
        return new Origin(row.getString("batch_id"), row.getString("cause_id"), row.getString("traceparent"));
    }

    static PostingKey key(ResultSet row) throws SQLException {
        return PostingKey.of(claim(row), Purpose.valueOf(row.getString("purpose")));
    }

    static ClaimKey claim(ResultSet row) throws SQLException {
        return new ClaimKey(row.getString("payment_id"), row.getInt("claim_index"), row.getInt("issuance"));
    }

    private static @Nullable ClaimKey undoes(ResultSet row) throws SQLException {
        var payment = row.getString("undoes_payment_id");
        return payment == null
                ? null
                : new ClaimKey(payment, row.getInt("undoes_claim_index"), row.getInt("undoes_issuance"));
    }

    private static @Nullable Outcome reported(ResultSet row) throws SQLException {
        var code = row.getString("reported");
        return code == null
                ? null
                : new Outcome(code, row.getString("reported_reason"), row.getObject("reported_shown", Long.class));
    }
}
