package io.remithub.posting;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.messaging.Ids;
import io.remithub.posting.application.PostingViews;
import io.remithub.posting.application.Postings;
import io.remithub.posting.application.Receipts;
import io.remithub.posting.application.Requests;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.Purpose;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that is rolled out migrates the database while replicas of the one before go on. */
@QuarkusTest
class NewColumnsTest {

    private static final PostingKey KEY = new PostingKey(Ids.next(), 0, 1, Purpose.PAYMENT);
    /** By then the driver has prepared it at the server, with the columns that it had. */
    private static final int OFTEN = 6;

    @Inject
    Postings postings;

    @Inject
    Requests requests;

    @Inject
    Receipts receipts;

    @Inject
    PostingViews views;

    @Inject
    Sql sql;

    @AfterEach
    void without_it() {
        QuarkusTransaction.rollback();
    }

    /** In one transaction, that is, over one connection; nobody else sees the column. */
    @ParameterizedTest
    @ValueSource(strings = {"posting", "posting_attempt", "posting_request", "posting_fence", "webhook_receipt"})
    void what_reads_goes_on_when_a_column_is_added(String table) {
        QuarkusTransaction.begin();
        for (int i = 0; i < OFTEN; i++) {
            readAll();
        }
        sql.update("alter table %s add column later text".formatted(table));

        assertThatCode(this::readAll).doesNotThrowAnyException();
    }

    private void readAll() {
        var claims = List.of(KEY.claim());
        postings.lock(KEY);
        postings.ofClaims(claims);
        postings.ledger(KEY.claim());
        postings.lease(0, Duration.ofSeconds(1));
        postings.sent(KEY);
        requests.find(claims);
        requests.fenced(claims);
        receipts.match(List.of(KEY.paymentId()));
        views.one(KEY.paymentId());
    }
}
