package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.DetailedView.Asked;
import io.remithub.intake.application.PaymentView;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Who asked for what became of a payment, and why, by the command's id. */
@ApplicationScoped
class AskedCommands {

    private static final String SQL = """
            select command_id, key_id, person, reason from payer_command where payment_id = ?
             union all
            select command_id, key_id, person, reason from payer_command where batch_id = ? and payment_id is null""";

    private final DataSource database;
    private final Sealing sealing;

    AskedCommands(DataSource database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    Map<String, Asked> of(PaymentView payment) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(SQL)) {
            query.setString(1, payment.id().value());
            query.setString(2, payment.batch().value());
            var asked = new HashMap<String, Asked>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    asked.put(
                            row.getString("command_id"),
                            new Asked(
                                    row.getString("key_id"),
                                    Persons.open(sealing, row.getBytes("person"), payment.tenant(), payment.batch()),
                                    Persons.open(sealing, row.getBytes("reason"), payment.tenant(), payment.batch())));
                }
            }
            return asked;
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }
}
