package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.intake.application.PendingCommand;
import io.remithub.intake.domain.PaymentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column with commands that are not carried out yet, the oldest ones if there are many. */
final class PendingCommands {

    private static final int MOST = 100;

    private PendingCommands() {}

    record Pending(String commandId, String type, @Nullable String paymentId, long at) {
        PendingCommand view() {
            return new PendingCommand(
                    commandId, type, paymentId == null ? null : new PaymentId(paymentId), Instant.ofEpochMilli(at));
        }
    }

    static String of(String which) {
        return """
                (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from (
                    select c.command_id as "commandId", c.command_type as type, c.payment_id as "paymentId",
                           (extract(epoch from c.at) * 1000)::bigint as at
                      from payer_command c where %s
                     order by c.at limit %d) p) as pending""".formatted(which, MOST);
    }

    static List<PendingCommand> read(ResultSet row) throws SQLException {
        return Arrays.stream(DatabaseJson.read(row.getString("pending"), Pending[].class))
                .map(Pending::view)
                .toList();
    }
}
