package io.remithub.orchestrator.outbound.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import io.remithub.orchestrator.domain.BatchStatus;
import io.remithub.orchestrator.domain.Finding;
import io.remithub.orchestrator.domain.HoldRule;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.ProviderAdjustment;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestTransaction
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class TableTest {

    private static final Instant STEP = Instant.parse("2026-03-02T10:00:00.123456Z");
    private static final List<String> ODD = List.of("", "a,b", "{}", "say \"no\" \\ twice", "NULL", "münchen");
    private static final PolicyColumns POLICY = new PolicyColumns(
            true,
            BalancePolicy.REJECT,
            PostWhen.ISSUED,
            "AUTO",
            List.of(new HoldRule("amount-over-limit", Map.of("limit", "5"))),
            60L,
            true);

    @Inject
    Sql sql;

    @Inject
    AgroalDataSource database;

    private final String id = Ids.next();
    private Table<BatchRow> batches;
    private Table<PaymentRow> payments;
    private Table<PaymentRow.Standing> standing;
    private Table<ClaimRow> claims;
    private Table<PostingRow> postings;

    @BeforeEach
    void tables() {
        batches = new Table<>(sql, "batch", BatchRow.class);
        payments = new Table<>(sql, "payment", PaymentRow.class);
        standing = new Table<>(sql, "payment", PaymentRow.Standing.class);
        claims = new Table<>(sql, "claim", ClaimRow.class);
        postings = new Table<>(sql, "posting", PostingRow.class);
    }

    @Test
    void rows_are_read_as_they_were_written_whatever_is_in_them() {
        var full = payment(STEP, ODD);
        var claim = claim(0, new ClaimRow.Answer("t", "F1", -5L, "check", false, ExceptionCode.CLAIM_REJECTED));
        var bare = claim(1, new ClaimRow.Answer(null, null, null, null, true, null));
        var posting = posting(0, "tx", 7L);

        batches.insert(List.of(batch()));
        payments.insert(List.of(full));
        claims.insert(List.of(bare, claim));
        postings.insert(List.of(posting));

        assertThat(batches.read("where batch_id = ?", id)).containsExactly(batch());
        assertThat(payments.read("where payment_id = ?", id)).containsExactly(full);
        assertThat(claims.read("where payment_id = ? order by claim_index", id)).containsExactly(claim, bare);
        assertThat(postings.read("where payment_id = ?", id)).containsExactly(posting);
    }

    @Test
    void what_changes_is_read_as_it_was_changed_and_what_is_gone_not_at_all() {
        batches.insert(List.of(batch()));
        payments.insert(List.of(payment(STEP, ODD)));
        claims.insert(
                IntStream.range(0, 3).mapToObj(index -> claim(index, null)).toList());
        postings.insert(List.of(posting(0, null, null), posting(1, "tx", 1L)));
        var changed = List.of(posting(1, null, null));
        var answered = claim(2, new ClaimRow.Answer("t", null, null, null, false, ExceptionCode.CLAIM_REJECTED));

        postings.delete(List.of(posting(0, null, null)));
        postings.update(changed);
        claims.delete(List.of(claim(0, null)));
        claims.update(List.of(answered));
        payments.update(List.of(payment(STEP.plusSeconds(1), List.of())));

        assertThat(postings.read("where payment_id = ?", id)).isEqualTo(changed);
        assertThat(claims.read("where payment_id = ? order by claim_index", id))
                .containsExactly(claim(1, null), answered);
        assertThat(payments.read("where payment_id = ?", id)).containsExactly(payment(STEP.plusSeconds(1), List.of()));
    }

    @Test
    void what_takes_no_step_keeps_when_it_took_its_last() {
        batches.insert(List.of(batch()));
        payments.insert(List.of(payment(STEP, ODD)));

        standing.update(List.of(standing(null, List.of("account-hold"))));

        assertThat(payments.read("where payment_id = ?", id)).containsExactly(payment(STEP, List.of("account-hold")));
    }

    @Test
    void what_is_not_there_does_not_change_in_silence() {
        assertThatThrownBy(() -> standing.update(List.of(standing(STEP, ODD))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rows_that_are_as_they_were_are_told_apart_by_their_key_and_left_alone() {
        var before = List.of(claim(0, null), claim(1, null), claim(2, null));
        var other = claim(1, new ClaimRow.Answer("t", null, null, null, true, null));

        var changes = claims.changes(before.stream(), List.of(claim(0, null), other, claim(3, null)).stream());

        assertThat(changes)
                .isEqualTo(new Table.Changes<>(List.of(claim(3, null)), List.of(other), List.of(claim(2, null))));
    }

    @Test
    void each_row_that_changes_is_looked_up_by_its_key_whatever_was_in_the_table_when_it_was_planned() {
        var explained = new Explained(database);
        var many = IntStream.range(0, 500).mapToObj(index -> claim(index, null)).toList();

        new Table<>(explained, "claim", ClaimRow.class).update(many);
        new Table<>(explained, "claim", ClaimRow.class).delete(many);

        assertThat(explained.plan)
                .anyMatch(line -> line.contains("Tid Scan on claim"))
                .anyMatch(line -> line.contains("using claim_pkey on claim k"))
                .noneMatch(line -> line.contains("Hash") || line.contains("Merge") || line.contains("Seq Scan"));
    }

    private BatchRow batch() {
        var counts = Map.of(PaymentStatus.HELD, 2L, PaymentStatus.VOIDED, 1L);
        return new BatchRow(
                "tenant",
                "request",
                null,
                "sub",
                POLICY,
                new BatchRow.Standing(id, BatchStatus.HELD, false, 1, 2, Long.MAX_VALUE, 4, counts));
    }

    private PaymentRow payment(Instant lastStepAt, List<String> holdReasons) {
        return new PaymentRow(
                "tenant",
                id,
                "reference",
                null,
                LocalDate.parse("2026-02-28"),
                15_000,
                POLICY,
                null,
                STEP,
                List.of(new Finding("claims", 1, null, 5L)),
                List.of(new ProviderAdjustment("WO", -5, null)),
                null,
                standing(lastStepAt, holdReasons));
    }

    private PaymentRow.Standing standing(Instant lastStepAt, List<String> holdReasons) {
        return new PaymentRow.Standing(
                id,
                lastStepAt,
                PaymentStatus.HELD,
                true,
                false,
                true,
                false,
                true,
                holdReasons,
                false,
                true,
                null,
                1,
                0,
                0);
    }

    private ClaimRow claim(int index, ClaimRow.Answer answer) {
        var given = answer == null ? new ClaimRow.Answer(null, null, null, null, false, null) : answer;
        return new ClaimRow(id, index, "tenant", "claim-" + index, "1", 3, 2, 1, true, false, true, null, given);
    }

    private PostingRow posting(int claimIndex, String transactionId, Long ledgerAmount) {
        return new PostingRow(
                id,
                claimIndex,
                1,
                Purpose.PAYMENT,
                Posting.Outcome.CONFIRMED,
                transactionId,
                -15_000,
                null,
                "practice",
                null,
                ledgerAmount);
    }

    /** Says how each statement would be done, in place of doing it. */
    @Vetoed
    static final class Explained extends Sql {

        private final List<String> plan = new ArrayList<>();

        Explained(AgroalDataSource database) {
            super(database);
        }

        @Override
        public int update(String statement, Object... arguments) {
            plan.addAll(query("explain " + statement, row -> row.getString(1), arguments));
            return 500;
        }
    }
}
