package io.remithub.posting.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.posting.application.BeginCall.Attempt;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeginCallTest {

    private static final PostingKey KEY = new PostingKey("01a2001f709c7e458ec93b887cde77d6", 0, 1, Purpose.PAYMENT);

    /** Both were granted, and one payment was posted twice (seed 20, row 20). */
    @Test
    void of_two_who_held_a_posting_and_meet_in_one_commit_only_the_one_who_holds_it_now_may_call() {
        var slow = attempt(1);
        var current = attempt(2);

        assertThat(BeginCall.newest(List.of(slow, current))).containsExactly(current);
        assertThat(BeginCall.newest(List.of(current, slow))).containsExactly(current);
    }

    private static Attempt attempt(long epoch) {
        return new Attempt(new Lease(KEY, epoch), new Happening.Attempting("HUB:6HSUD7BL7X2HLZ7X", null, null), false);
    }
}
