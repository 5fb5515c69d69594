package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code deploy/kubernetes} says is to be done in a database that was restored. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class RestoreTest {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FROM_PSQL = Pattern.compile("(?m)^\\s*\\\\copy \\((.*)\\) to marks$");

    @Inject
    DataSource database;

    private final String subject = Ids.next();
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void begin() throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    @Test
    void what_waits_at_a_reader_or_was_set_aside_by_it_is_not_told_again_under_its_number() throws Exception {
        statement.execute("insert into inbox_mark values ('ehr.postings.v1', '%s', 6)".formatted(subject));
        parked("ehr.postings.v1", 7);
        waits("ehr.postings.v1", 8);
        statement.execute("insert into outbox_sequence values ('ehr.postings.v1', '%s', 5)".formatted(subject));

        // One database is both: what psql would carry from the one to the other is a table.
        statement.execute(FROM_PSQL
                .matcher(said().get(0))
                .replaceAll("create temporary table carried as $1;")
                .replace("\\copy mark from marks", "insert into mark select * from carried;"));

        assertThat(number("select last from outbox_sequence where topic = 'ehr.postings.v1' and subject = '%s'"))
                .isEqualTo(8);
    }

    @Test
    void what_intake_is_told_of_payments_that_it_has_forgotten_is_resolved_at_once() throws Exception {
        parked("payments.lifecycle.v1", 2);
        waits("payments.lifecycle.v1", 3);

        statement.execute(said().get(1));

        assertThat(number("select count(*) from parked_event where resolution = 'DISCARDED' and subject = '%s'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from inbox_gap where subject = '%s'"))
                .isZero();
    }

    @Test
    void what_intake_knows_of_stays_parked_and_waits_for_its_predecessor() throws Exception {
        parked("batches.lifecycle.v1", 2);
        waits("batches.lifecycle.v1", 3);
        statement.execute("create temporary table payment_batch as select '%s' as batch_id".formatted(subject));

        statement.execute(said().get(1));

        assertThat(number("select count(*) from parked_event where resolved_at is null and subject = '%s'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from inbox_gap where subject = '%s'"))
                .isEqualTo(1);
    }

    private void parked(String topic, long sequence) throws SQLException {
        statement.execute("""
                insert into parked_event (topic, part, place, key, subject, sequence, code, headers)
                values ('%s', -1, 0, '%2$s', '%2$s', %3$d, 'not-applicable', '')""".formatted(topic, subject, sequence));
    }

    private void waits(String topic, long sequence) throws SQLException {
        statement.execute("""
                insert into inbox_gap (topic, subject, sequence, key, headers, payload)
                values ('%s', '%2$s', %3$d, '%2$s', '', '')""".formatted(topic, subject, sequence));
    }

    private long number(String asked) throws SQLException {
        try (var answer = statement.executeQuery(asked.formatted(subject))) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static List<String> said() throws IOException {
        return SQL.matcher(Files.readString(Path.of("../deploy/kubernetes/README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
