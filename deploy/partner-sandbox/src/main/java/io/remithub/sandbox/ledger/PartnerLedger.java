package io.remithub.sandbox.ledger;

import java.util.List;
import java.util.function.Function;

/** What one partner has on its books. */
public interface PartnerLedger {
    /** As in /ledger/{partner}. */
    String partner();

    /** For programs. */
    Object view();

    /** For people. */
    List<Table> tables();

    /** Forgets business; keeps registrations. */
    void clear();

    /** The newest of what there is, newest first. */
    record Table(String title, int total, List<String> columns, List<List<String>> rows) {
        private static final int SHOWN = 200;

        public static <T> Table of(
                String title, List<String> columns, List<T> entries, Function<T, List<String>> cells) {
            var rows = entries.reversed().stream().limit(SHOWN).map(cells).toList();
            return new Table(title, entries.size(), columns, rows);
        }
    }
}
