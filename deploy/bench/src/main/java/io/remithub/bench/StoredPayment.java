package io.remithub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the hub stored of one payment, its event in the outbox included.
 *
 * @param tables in an order that foreign keys allow
 */
record StoredPayment(List<StoredRows> tables) {

    private static final String LAST = """
            select p.payment_id, p.batch_id, p.issuer_reference_id, b.client_request_id
              from payment p join payment_batch b using (batch_id) order by p.payment_id desc limit 1""";

    /** The last one, issued alone: each copy makes a batch of its own. */
    static StoredPayment withItsBatch(Connection intake) throws SQLException {
        var ids = last(intake);
        var tables = new ArrayList<StoredRows>();
        var own = List.copyOf(ids.values());
        tables.add(StoredRows.of(intake, "payment_batch", "batch_id = '" + ids.get("batch") + "'", own));
        tables.addAll(rows(intake, ids, own));
        return new StoredPayment(tables);
    }

    /** The last one, of a larger batch: each copy goes into the same. */
    static StoredPayment ofItsBatch(Connection intake) throws SQLException {
        var ids = last(intake);
        return new StoredPayment(rows(intake, ids, List.of(ids.get("payment"), ids.get("reference"))));
    }

    private static List<StoredRows> rows(Connection intake, Map<String, String> ids, List<String> own)
            throws SQLException {
        var ofThePayment = "payment_id = '" + ids.get("payment") + "'";
        return List.of(
                StoredRows.of(intake, "payment", ofThePayment, own),
                StoredRows.of(intake, "payment_request", ofThePayment, own),
                StoredRows.of(intake, "payment_claim", ofThePayment, own),
                StoredRows.of(
                        intake,
                        "outbox",
                        "id = (select max(id) from outbox where key = '%s')".formatted(ids.get("batch")),
                        own));
    }

    private static Map<String, String> last(Connection intake) throws SQLException {
        try (var select = intake.createStatement();
                var row = select.executeQuery(LAST)) {
            row.next();
            return Map.of(
                    "payment", row.getString(1),
                    "batch", row.getString(2),
                    "reference", row.getString(3),
                    "request", row.getString(4));
        }
    }

    StoredRows rowsOf(String table) {
        return tables.stream()
                .filter(rows -> rows.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** One transaction of pgbench, with a counter of its own for each of its clients. */
    String pgbenchScript() {
        return """
                \\set i :i + 1
                \\set n :first + :client_id * 10000000 + :i
                begin;
                %s
                commit;
                """.formatted(
                        tables.stream().map(rows -> rows.insert(":n") + ";").collect(Collectors.joining("\n")));
    }

    /** As many copies in one transaction, table by table. */
    void copy(Connection intake, long first, int copies) throws SQLException {
        intake.setAutoCommit(false);
        for (var rows : tables) {
            rows.copy(intake, first, copies);
        }
        intake.commit();
    }
}
