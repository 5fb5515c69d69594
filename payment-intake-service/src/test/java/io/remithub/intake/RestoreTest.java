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
import java.util.ArrayList;
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
                .matcher(said("view heard"))
                .replaceAll("create temporary table carried as $1;")
                .replace("\\copy mark from marks", "insert into mark select * from carried;"));

        assertThat(number("select last from outbox_sequence where topic = 'ehr.postings.v1' and subject = '%s'"))
                .isEqualTo(8);
    }

    @Test
    void what_intake_is_told_of_payments_that_it_has_forgotten_is_resolved_at_once() throws Exception {
        parked("payments.lifecycle.v1", 2);
        waits("payments.lifecycle.v1", 3);

        statement.execute(said("update parked_event"));

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

        statement.execute(said("update parked_event"));

        assertThat(number("select count(*) from parked_event where resolved_at is null and subject = '%s'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from inbox_gap where subject = '%s'"))
                .isEqualTo(1);
    }

    @Test
    void what_payers_have_voided_or_issued_anew_since_the_restored_moment_is_listed() throws Exception {
        commanded("PaymentVoidRequested", "2026-11-21 02:59:59+00", null);
        commanded("PaymentVoidRequested", "2026-11-21 03:00:01+00", "TAKEN");
        commanded("PaymentReissueRequested", "2026-11-21 03:00:02+00", null);
        commanded("PaymentReissueRequested", "2026-11-21 03:00:03+00", "REJECTED");
        commanded("PaymentReleaseRequested", "2026-11-21 03:00:04+00", null);

        var listed = new ArrayList<String>();
        try (var rows = statement.executeQuery(said("from payer_command"))) {
            while (rows.next()) {
                if (rows.getString("payment_id").equals(subject)) {
                    listed.add(rows.getString("command_type"));
                }
            }
        }
        assertThat(listed).containsExactly("PaymentVoidRequested", "PaymentReissueRequested");
    }

    /** In a table like it, which stands before it and asks for no payment. */
    private void commanded(String type, String at, String outcome) throws SQLException {
        statement.execute("create temporary table if not exists payer_command (like public.payer_command)");
        try (var insert = connection.prepareStatement("""
                insert into payer_command (command_id, tenant_id, batch_id, payment_id, command_type, key_id, at, outcome)
                values (?, gen_random_uuid(), 'batch', ?, ?, 'key', ?::timestamptz, ?)""")) {
            insert.setString(1, Ids.next());
            insert.setString(2, subject);
            insert.setString(3, type);
            insert.setString(4, at);
            insert.setString(5, outcome);
            insert.executeUpdate();
        }
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

    private static String said(String something) throws IOException {
        return SQL.matcher(Files.readString(Path.of("../deploy/kubernetes/README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(something))
                .findFirst()
                .orElseThrow();
    }
}
