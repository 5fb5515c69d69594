package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TransactionIdTest {

    private static final String TENANT = "5f0e6a4e-94c1-4b1f-8e0f-3d8b0f5a1c11";

    @Test
    void the_same_posting_always_has_the_same_id() {
        var key = new PostingKey("0f5c8a7e2b1d4c6f9a3e5d7b8c9d0e1f", 0, 1, Purpose.PAYMENT);

        assertThat(TransactionId.of("HUB", TENANT, key, 0)).isEqualTo(TransactionId.of("HUB", TENANT, key, 0));
        assertThat(TransactionId.of("HUB", TENANT, key, 0)).matches("HUB:[A-Z2-7]{16}");
    }

    @Test
    void whatever_differs_between_postings_differs_in_their_ids() {
        var ids = new HashSet<String>();
        for (int claim = 0; claim < 100; claim++) {
            for (int issuance = 1; issuance < 5; issuance++) {
                for (var purpose : Purpose.values()) {
                    ids.add(TransactionId.of("HUB", TENANT, new PostingKey("a", claim, issuance, purpose), 0));
                }
            }
        }

        assertThat(ids).hasSize(100 * 4 * Purpose.values().length);
    }

    @Test
    void what_was_rejected_is_begun_anew_under_another_id_of_the_same_length() {
        var key = new PostingKey("a", 0, 1, Purpose.PAYMENT);
        var ids = new HashSet<String>();
        for (int generation = 0; generation < 100; generation++) {
            ids.add(TransactionId.of("HUB", TENANT, key, generation));
        }

        assertThat(ids).hasSize(100).allMatch(id -> id.length() == 20);
    }

    @Test
    void a_second_try_carries_the_same_id_under_whatever_prefix_and_never_a_linked_one() {
        assertThat(TransactionId.again("OLD:ABC", "HUB:ABC")).isEqualTo("OLD:ABC");
        assertThat(TransactionId.again("FRONTDESK:7", "HUB:ABC")).isEqualTo("HUB:ABC");
        assertThat(TransactionId.again(null, "HUB:ABC")).isEqualTo("HUB:ABC");
    }

    @Test
    void the_longest_prefix_still_fits_and_a_longer_one_is_refused() {
        var key = new PostingKey("a", 0, 1, Purpose.PAYMENT);

        assertThat(TransactionId.of("P".repeat(33), TENANT, key, 0)).hasSize(TransactionId.LONGEST);
        assertThatThrownBy(() -> TransactionId.of("P".repeat(34), TENANT, key, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransactionId.of("", TENANT, key, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
