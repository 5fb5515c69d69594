package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Found by seed 20, row 20: a payment that was told and never stored. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
@Timeout(30)
class TransactionsTest {

    /** Of the process that ends, at whether it may. */
    private static final Duration MANY_LOOKS = Duration.ofMillis(100);

    @Inject
    Instance<LastTransactions> last;

    @Inject
    DataSource database;

    private final String subject = Ids.next();
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** The process goes on after all, as if it had just begun. */
    @AfterEach
    void others() {
        last.destroy(last.get());
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
        assertWaitsFor(this::hold);
    }

    @Test
    void it_waits_until_a_commit_and_what_follows_it_are_through() throws Exception {
        assertWaitsFor(() -> AfterCommit.run(this::hold));
    }

    @Test
    void it_does_not_wait_for_those_that_begin_after_it() throws Exception {
        slowTransaction(this::hold);
        var stopping = stopping();
        beginLate();
        try {
            goOn.countDown();

            assertThat(stopping).succeedsWithin(Duration.ofSeconds(5));
        } finally {
            QuarkusTransaction.rollback();
        }
        assertThat(marks()).isOne();
    }

    @Test
    void what_takes_longer_than_the_process_waits_is_rolled_back() throws Exception {
        var slow = slowTransaction(this::hold);

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

    private void assertWaitsFor(Runnable slowly) throws Exception {
        slowTransaction(slowly);
        var stopping = stopping();
        assertThat(stopping).failsWithin(MANY_LOOKS).withThrowableOfType(TimeoutException.class);

        goOn.countDown();
        stopping.join();

        assertThat(marks()).isOne();
    }

    private CompletableFuture<Void> slowTransaction(Runnable slowly) throws InterruptedException {
        var slow = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    write();
                    slowly.run();
                }),
                Thread::startVirtualThread);
        written.await();
        return slow;
    }

    private void hold() {
        written.countDown();
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(() -> stop(Duration.ofSeconds(20)), Thread::startVirtualThread);
    }

    /** It shows in that it can only be rolled back. */
    private static void beginLate() {
        await().pollInSameThread().until(() -> {
            QuarkusTransaction.begin();
            if (QuarkusTransaction.isRollbackOnly()) {
                return true;
            }
            QuarkusTransaction.rollback();
            return false;
        });
    }

    private void stop(Duration patience) {
        try {
            last.get().stop(patience);
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
