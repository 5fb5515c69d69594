package io.remithub.sandbox.ledger;

import java.util.List;

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

    record Table(String title, List<String> columns, List<List<String>> rows) {}
}
