package io.remithub.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.messaging.Ids;
import io.remithub.posting.application.Postings;
import io.remithub.posting.application.Postings.Held;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.Posting.Reference;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import io.remithub.posting.domain.Tries;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaseTest {

    private static final Origin ORIGIN = new Origin(null, null, null);

    @Inject
    Postings postings;

    @Inject
    Sql sql;

    /** In a transaction that nobody else sees. */
    @Test
    void however_many_checks_are_due_what_has_still_to_be_posted_comes_first() {
        var now = Instant.now();
        var checks = Stream.generate(() -> confirmed(now.minus(Duration.ofHours(1))))
                .limit(20)
                .toList();
        var planned = Posting.planned(key(), "tenant", Effect.PAYMENT, 100, ORIGIN, now.minusSeconds(1));

        QuarkusTransaction.begin();
        try {
            nothingElseIsDue();
            postings.add(checks, now);
            postings.add(List.of(planned), now);

            var leased = postings.lease(2, Duration.ofSeconds(1)).stream()
                    .map(Held::posting)
                    .toList();

            assertThat(leased).hasSize(2);
            assertThat(leased.getFirst().key()).isEqualTo(planned.key());
            assertThat(leased.getLast().state()).isEqualTo(PostingState.CONFIRMED);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** In a transaction that nobody else sees. */
    @Test
    void what_an_operator_asks_to_be_looked_at_comes_with_what_has_still_to_be_posted() {
        var now = Instant.now();
        var asked = differs(now.minusSeconds(1), null);
        var known = differs(now.minus(Duration.ofHours(1)), "ledger-differs");
        var planned = Posting.planned(key(), "tenant", Effect.PAYMENT, 100, ORIGIN, now.minusSeconds(2));

        QuarkusTransaction.begin();
        try {
            nothingElseIsDue();
            postings.add(List.of(known, asked, planned), now);

            assertThat(postings.lease(2, Duration.ofSeconds(1)))
                    .extracting(held -> held.posting().key())
                    .containsExactlyInAnyOrder(planned.key(), asked.key());
            assertThat(postings.lease(2, Duration.ofSeconds(1)))
                    .extracting(held -> held.posting().key())
                    .containsExactly(known.key());
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** Whoever has the first of them and asks for the next would else wait for one who has that and waits for the first. */
    @Test
    void however_claims_are_named_their_postings_are_recalled_in_the_order_in_which_all_are_locked() throws Exception {
        var first = Posting.notRequired(key(), "tenant", ORIGIN, "nothing-to-post");
        var second = Posting.notRequired(key(), "tenant", ORIGIN, "nothing-to-post");
        QuarkusTransaction.requiringNew().run(() -> postings.add(List.of(first, second), Instant.now()));
        var claims = List.of(second.key().claim(), first.key().claim());
        try (var other = Executors.newSingleThreadExecutor()) {
            QuarkusTransaction.begin();
            postings.lock(first.key());
            var recalled = other.submit(() -> QuarkusTransaction.requiringNew().run(() -> postings.recall(claims)));
            await().until(() -> QuarkusTransaction.requiringNew().call(this::somebodyWaitsToRecall));

            var next = postings.lock(second.key());

            QuarkusTransaction.commit();
            assertThat(next).isNotNull();
            assertThat(recalled.get(10, TimeUnit.SECONDS)).isNull();
        }
    }

    /** What other tests left, as long as the transaction lasts. */
    private void nothingElseIsDue() {
        sql.update("""
                update posting set due_at = null
                 where id in (select id from posting where due_at is not null for update skip locked)""");
    }

    private boolean somebodyWaitsToRecall() {
        return !sql.query(
                        "select from pg_stat_activity where wait_event_type = 'Lock' and query like ?",
                        _ -> true,
                        "%lease_epoch + (state = %")
                .isEmpty();
    }

    /** As last told, for that reason. */
    private static Posting differs(Instant due, String told) {
        return confirmed(due, "ledger-differs").told(new Outcome("CONFIRMED", told, 99L));
    }

    private static Posting confirmed(Instant due) {
        return confirmed(due, null);
    }

    private static Posting confirmed(Instant due, String reason) {
        return new Posting(
                key(),
                "tenant",
                Effect.PAYMENT,
                null,
                100,
                PostingState.CONFIRMED,
                reason,
                new Tries(1, 0, 0, false, 0, due, due),
                Reference.NONE,
                null,
                false,
                ORIGIN);
    }

    private static PostingKey key() {
        return new PostingKey(Ids.next(), 0, 1, Purpose.PAYMENT);
    }
}
