package io.remithub.posting.outbound.nexhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.posting.domain.Splits;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks a rule of NexHealth's cannot be built, so that no call is made with it. */
class NewTransactionTest {

    private static final LocalDate ON = LocalDate.parse("2025-01-15");

    @ParameterizedTest
    @ValueSource(longs = {99, 101})
    void splits_that_do_not_come_to_the_amount(long amount) {
        assertThatThrownBy(() -> transaction(amount, "HUB:A", new Splits.ByCharge(Map.of("9001", 60L, "9002", 40L))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void an_amount_that_is_not_positive(long amount) {
        assertThatThrownBy(() -> transaction(amount, "HUB:A", new Splits.Unallocated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_transaction_id_of_more_than_fifty_characters() {
        assertThatThrownBy(() -> transaction(100, "H".repeat(51), new Splits.Unallocated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_has_charge_splits_or_provider_splits_and_never_both() {
        var byCharge = transaction(100, "HUB:A", new Splits.ByCharge(Map.of("9001", 100L)))
                .transaction();
        var byProvider = transaction(100, "HUB:A", new Splits.ByProvider(Map.of("001", 100L)))
                .transaction();

        assertThat(byCharge.chargeSplits()).containsExactly(Map.entry("9001", "1.00"));
        assertThat(byCharge.providerSplits()).isNull();
        assertThat(byProvider.providerSplits()).containsExactly(Map.entry("001", "1.00"));
        assertThat(byProvider.chargeSplits()).isNull();
    }

    private static NewTransaction.Payment transaction(long cents, String id, Splits splits) {
        return NewTransaction.payment(1, cents, "Insurance Payment", id, ON, splits);
    }
}
