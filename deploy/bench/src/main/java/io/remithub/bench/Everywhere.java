package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * All that the services stored of one payment, whatever their tables, without what was on its way.
 *
 * @param rows by service
 */
record Everywhere(Map<Part, List<StoredRows>> rows) {

    private static final int AT_A_TIME = 50_000;
    private static final long FIRST = 5_000_000_000L;

    /** One that was issued alone, met no obstacle and came farthest. */
    private static final String A_PAYMENT = """
            select payment_id
              from payment p join payment_batch b using (batch_id) left join payment_exception e using (payment_id)
             where b.current_payments = 1 and e.payment_id is null
             order by p.status = 'Completed' desc, payment_id limit 1""";

    /** What else it is known by; an id that has another in it follows it. */
    private static final List<Known> KNOWN = List.of(
            new Known(Part.INTAKE, "select batch_id, issuer_reference_id from payment where payment_id = ?"),
            new Known(
                    Part.INTAKE,
                    "select client_request_id from payment_batch join payment using (batch_id) where payment_id = ?"),
            new Known(Part.ORCHESTRATOR, "select claim_key from claim where payment_id = ?"),
            new Known(Part.POLLER, "select ticket_id from subscriber where payment_id = ?"),
            new Known(Part.POSTING, "select id from posting where payment_id = ?"),
            new Known(
                    Part.POSTING,
                    "select transaction_id, partner_id from posting where payment_id = ? and purpose = 'PAYMENT'"),
            new Known(
                    Part.POSTING,
                    "select notice_id from webhook_receipt join posting using (transaction_id)"
                            + " where payment_id = ? and purpose = 'CHARGE'"));

    private static final String TABLES = """
            select tablename from pg_tables
             where schemaname = 'public' and tablename not in ('flyway_schema_history', 'outbox')""";

    private record Known(Part part, String ids) {}

    static Everywhere of(Rig rig) throws SQLException {
        var running = Arrays.stream(Part.values())
                .filter(Part::hasDatabase)
                .filter(part -> rig.isRunning(new Replica(part, 0)))
                .toList();
        var ids = ids(rig, running);
        var rows = new EnumMap<Part, List<StoredRows>>(Part.class);
        for (var part : running) {
            try (var database = rig.connect(part)) {
                rows.put(part, rows(database, ids));
            }
        }
        return new Everywhere(rows);
    }

    private static List<String> ids(Rig rig, List<Part> running) throws SQLException {
        var ids = new ArrayList<String>();
        try (var intake = rig.connect(Part.INTAKE)) {
            ids.addAll(texts(intake, A_PAYMENT));
        }
        for (var known : KNOWN) {
            if (running.contains(known.part())) {
                try (var database = rig.connect(known.part())) {
                    ids.addAll(texts(database, known.ids().replace("?", "'" + ids.getFirst() + "'")));
                }
            }
        }
        return ids;
    }

    private static List<StoredRows> rows(Connection database, List<String> ids) throws SQLException {
        var naming = ids.stream().map(id -> "\"row\"::text like '%" + id + "%'").collect(Collectors.joining(" or "));
        var rows = new ArrayList<StoredRows>();
        for (var table : texts(database, TABLES)) {
            var found =
                    StoredRows.of(database, table + " as \"row\"", naming, ids).as(table);
            if (!found.rows().isEmpty()) {
                rows.add(found);
            }
        }
        return rows;
    }

    private static List<String> texts(Connection database, String query) throws SQLException {
        try (var select = database.createStatement();
                var found = select.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (found.next()) {
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    texts.add(found.getString(column));
                }
            }
            return texts;
        }
    }

    /** Copies, within the databases, all of them at once. */
    void store(Rig rig, long copies) throws Exception {
        try (var databases = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            rows.forEach((part, tables) -> done.add(databases.submit(() -> {
                store(rig, part, tables, copies);
                return part;
            })));
            for (var one : done) {
                one.get();
            }
        }
    }

    private static void store(Rig rig, Part part, List<StoredRows> tables, long copies) throws SQLException {
        try (var database = rig.connectAsSuperuser(part);
                var settings = database.createStatement()) {
            settings.execute("set session_replication_role = replica"); // in whatever order tables refer to each other
            for (long first = FIRST; first < FIRST + copies; first += AT_A_TIME) {
                for (var rows : tables) {
                    rows.fill(database, first, AT_A_TIME);
                }
            }
            settings.execute("vacuum analyze");
            settings.execute("checkpoint"); // so that nothing of it is still being written when a stage begins
        }
    }
}
