package io.remithub.messaging;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What handlers did, counted where it commits: in the database. */
@Singleton
class Effects {

    private final DataSource database;

    Effects(DataSource database) {
        this.database = database;
    }

    /** In the handler's transaction, so that it counts only if that commits. */
    void add(List<ReceivedEvent> events) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement("insert into effect (subject, sequence) values (?, ?)")) {
            for (ReceivedEvent event : events) {
                insert.setString(1, event.subject());
                insert.setLong(2, event.sequence());
                insert.executeUpdate();
            }
        } catch (SQLException unwell) {
            throw new TransientFailure("effect", unwell);
        }
    }

    List<Long> of(String subject) {
        try (Connection connection = database.getConnection();
                var select =
                        connection.prepareStatement("select sequence from effect where subject = ? order by place")) {
            select.setString(1, subject);
            var effects = new ArrayList<Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    effects.add(rows.getLong(1));
                }
            }
            return effects;
        } catch (SQLException unwell) {
            throw new AssertionError(unwell);
        }
    }
}
