package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Found by seed 20, row 20: a payment that was told and never stored. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
@Timeout(30)
class TransactionsTest {

    @Inject
    LastTransactions last;

    @Inject
    DataSource database;

    private final String subject = Ids.next();
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void others() {
        last.goOn();
    }

    /** What a thread does after its transaction was ended for it is committed statement by statement. */
    @Test
    void nobody_ends_a_transaction_but_who_began_it() {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(TransactionReaper.transactionReaper().numberOfTransactions())
                        .isZero());
    }

    @Test
    void a_process_that_ends_waits_for_the_transactions_under_way() throws Exception {
        var slow = slowTransaction();
        var stopping = CompletableFuture.runAsync(() -> stop(Duration.ofSeconds(20)));
        assertThat(stopping).isNotDone();

        goOn.countDown();
        slow.join();
        stopping.join();

        assertThat(marks()).isOne();
    }

    @Test
    void what_takes_longer_than_the_process_waits_is_rolled_back() throws Exception {
        var slow = slowTransaction();

        stop(Duration.ofMillis(10));
        goOn.countDown();

        assertThatThrownBy(slow::join).isInstanceOf(CompletionException.class);
        assertThat(marks()).isZero();
    }

    @Test
    void what_begins_while_the_process_ends_is_rolled_back() throws Exception {
        stop(Duration.ofSeconds(20));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(this::write))
                .isInstanceOf(Exception.class);

        assertThat(marks()).isZero();
    }

    private CompletableFuture<Void> slowTransaction() throws InterruptedException {
        var slow = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    write();
                    written.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                }));
        written.await();
        return slow;
    }

    private void stop(Duration patience) {
        try {
            last.stop(patience);
        } catch (jakarta.transaction.SystemException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private void write() {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into inbox_mark (topic, subject, last) values ('t', ?, 1)")) {
            insert.setString(1, subject);
            insert.executeUpdate();
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private long marks() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from inbox_mark where subject = ?")) {
            select.setString(1, subject);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
