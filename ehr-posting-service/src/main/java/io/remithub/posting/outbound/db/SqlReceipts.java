package io.remithub.posting.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.posting.application.Notice;
import io.remithub.posting.application.Notice.Verdict;
import io.remithub.posting.application.Receipts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

@ApplicationScoped
class SqlReceipts implements Receipts {

    // In one order by all, so that nobody waits for whom he keeps waiting.
    private static final String ADD = """
            insert into webhook_receipt (partner, notice_id, transaction_id, partner_id, verdict, matched_at)
            select partner, id, transaction_id, partner_id, verdict,
                   case when transaction_id = any (?::text[]) then now() end
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as n (partner, id, transaction_id, partner_id, verdict)
             order by partner, id
                on conflict do nothing
            returning partner, notice_id""";

    private static final String MATCH = """
            with matched as (
                update webhook_receipt set matched_at = now()
                 where transaction_id = any (?::text[]) and matched_at is null
             returning *)
            select partner, notice_id, transaction_id, partner_id, verdict from matched order by received_at""";

    private static final String LEAVE = """
            update webhook_receipt set matched_at = null
             where (partner, notice_id) in (select * from unnest(?::text[], ?::text[]))""";

    private record Id(String partner, String notice) {}

    private final Sql sql;

    SqlReceipts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Notice> add(Collection<Notice> notices, Collection<String> known) {
        var added = new HashSet<>(sql.query(
                ADD,
                row -> new Id(row.getString(1), row.getString(2)),
                Column.text(known, it -> it),
                Column.text(notices, Notice::partner),
                Column.text(notices, Notice::id),
                Column.text(notices, Notice::transactionId),
                Column.text(notices, Notice::partnerId),
                Column.names(notices, Notice::verdict)));
        return notices.stream()
                .filter(notice -> added.remove(new Id(notice.partner(), notice.id())))
                .toList();
    }

    @Override
    public void leave(Collection<Notice> notices) {
        if (!notices.isEmpty()) {
            sql.update(LEAVE, Column.text(notices, Notice::partner), Column.text(notices, Notice::id));
        }
    }

    @Override
    public List<Notice> match(Collection<String> transactionIds) {
        return transactionIds.isEmpty()
                ? List.of()
                : sql.query(MATCH, SqlReceipts::notice, Column.text(transactionIds, it -> it));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getString("partner"),
                row.getString("notice_id"),
                row.getString("transaction_id"),
                row.getString("partner_id"),
                Verdict.valueOf(row.getString("verdict")));
    }
}
