package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.count;
import static io.remithub.messaging.Fixtures.note;
import static io.remithub.messaging.Fixtures.polled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Events that come before their predecessor. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class InboxGapsTest {

    @Inject
    Inbox inbox;

    @Inject
    InboxTables tables;

    @Inject
    Schemas schemas;

    @Inject
    Deliveries deliveries;

    @Inject
    Polling polling;

    @Inject
    DataSource database;

    private final List<String> applied = new ArrayList<>();
    private final String batch = Ids.next();

    @Test
    void an_event_that_comes_before_its_predecessor_waits_for_it() {
        Fixtures.apply(inbox, polled(aRecord(batch, 3)), note(applied));
        Fixtures.apply(inbox, polled(aRecord(batch, 2)), note(applied));
        assertThat(applied).isEmpty();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), note(applied));

        assertThat(applied).containsExactly(batch + " 1", batch + " 2", batch + " 3");
        assertThat(count(database, "inbox_gap", batch)).isZero();
    }

    @Test
    void what_waited_is_applied_in_batches_however_much_it_is() {
        var sizes = new ArrayList<Integer>();
        int many = 1_234;
        for (int first = 2; first <= many; first += 400) {
            var polled = IntStream.range(first, Math.min(first + 400, many + 1))
                    .mapToObj(sequence -> aRecord(batch, sequence))
                    .toList();
            Fixtures.apply(inbox, polled(polled), note(applied));
        }
        assertThat(count(database, "inbox_gap", batch)).isEqualTo(many - 1);

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            sizes.add(events.size());
            note(applied).accept(events);
        });

        assertThat(applied)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, many)
                        .mapToObj(sequence -> batch + " " + sequence)
                        .toList());
        assertThat(sizes).containsExactly(1, 500, 500, many - 1_001);
        assertThat(count(database, "inbox_gap", batch)).isZero();
    }

    @Test
    void of_what_waits_large_ones_are_few_at_once() {
        var sizes = new ArrayList<Integer>();
        for (int sequence = 2; sequence <= 41; sequence++) {
            Fixtures.apply(inbox, polled(large(sequence)), note(applied));
        }

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> sizes.add(events.size()));

        assertThat(sizes).containsExactly(1, 17, 17, 6);
    }

    @Test
    void what_a_process_had_no_time_to_apply_the_next_one_does_with_the_first_batch_of_the_topic() throws SQLException {
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), note(applied));
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 4), aRecord(batch, 6)), note(applied));
        skipTwo();

        var restarted = new Inbox(tables, schemas, deliveries, polling);
        Fixtures.apply(restarted, polled(aRecord("other-" + batch, 1)), note(applied));

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4", "other-" + batch + " 1");
        assertThat(count(database, "inbox_gap", batch)).isEqualTo(1);
    }

    @Test
    void what_a_process_had_no_time_to_apply_whoever_polls_its_records_again_does() throws SQLException {
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), note(applied));
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 4)), note(applied));
        skipTwo();

        Fixtures.apply(inbox, polled(aRecord(batch, 2)), note(applied));

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4");
        assertThat(count(database, "inbox_gap", batch)).isZero();
    }

    @Test
    void a_batch_in_reverse_order_is_applied_in_order() {
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 2), aRecord(batch, 1)), note(applied));

        assertThat(applied).containsExactly(batch + " 1", batch + " 2", batch + " 3");
        assertThat(count(database, "inbox_gap", batch)).isZero();
    }

    private ConsumerRecord<String, byte[]> large(long sequence) {
        return aRecord(batch, sequence, AvroCodec.encode(Fixtures.removed(batch, "p".repeat(500_000))));
    }

    /** As if it had been applied, and the process had ended then. */
    private void skipTwo() throws SQLException {
        try (var connection = database.getConnection();
                var skip = connection.prepareStatement("update inbox_mark set last = 2 where subject = ?")) {
            skip.setString(1, batch);
            skip.executeUpdate();
        }
    }
}
