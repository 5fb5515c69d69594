package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeckTest {

    private static final List<String> KINDS = List.of("a", "b", "c", "d");

    private final long seed = new Random().nextLong();
    private final Deck deck = new Deck(new Random(seed));

    @Test
    void every_kind_comes_once_before_any_comes_again() {
        for (int round = 0; round < 3; round++) {
            var dealt = new ArrayList<String>();
            KINDS.forEach(_ -> dealt.add(deck.deal("kinds", KINDS)));

            assertThat(dealt).describedAs("seed %d", seed).containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }

    @Test
    void what_did_not_strike_comes_again_after_the_others() {
        var missed = deck.deal("kinds", KINDS);
        deck.back("kinds", missed);

        var others = new HashSet<String>();
        for (int other = 1; other < KINDS.size(); other++) {
            others.add(deck.deal("kinds", KINDS));
        }

        assertThat(others).describedAs("seed %d", seed).doesNotContain(missed).hasSize(KINDS.size() - 1);
        assertThat(deck.deal("kinds", KINDS)).isEqualTo(missed);
    }

    @Test
    void what_has_not_come_of_what_was_begun_is_told() {
        assertThat(deck.undealt()).isEmpty();

        var missed = deck.deal("kinds", KINDS);
        deck.back("kinds", missed);
        assertThat(deck.undealt()).hasSize(KINDS.size()).contains("kinds: " + missed);

        KINDS.forEach(_ -> deck.deal("kinds", KINDS));
        assertThat(deck.undealt()).isEmpty();
    }
}
