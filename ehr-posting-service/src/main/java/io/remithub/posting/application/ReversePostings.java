package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.Purpose;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * A fence: what is planned is dropped, what is in flight is resolved first, and only what is confirmed is undone. As long as
 * posting is blind, nothing is dropped that has not been looked for.
 */
@ApplicationScoped
public class ReversePostings {

    private final Requests requests;
    private final Postings postings;
    private final Transitions transitions;
    private final UndoVoided voided;
    private final PostingPace pace;

    ReversePostings(
            Requests requests, Postings postings, Transitions transitions, UndoVoided voided, PostingPace pace) {
        this.requests = requests;
        this.postings = postings;
        this.transitions = transitions;
        this.voided = voided;
        this.pace = pace;
    }

    @Transactional
    public void handle(ClaimKey claim, String tenantId, Origin because) {
        requests.lock(List.of(claim));
        if (pace.blind() && postings.ofClaims(List.of(claim)).stream().anyMatch(Posting::unsought)) {
            throw new IllegalStateException("it may have been sent: " + claim);
        }
        requests.fence(claim, because);
        for (var purpose : List.of(Purpose.PAYMENT, Purpose.CHARGE)) {
            reverse(PostingKey.of(claim, purpose), tenantId, because);
        }
    }

    private void reverse(PostingKey key, String tenantId, Origin because) {
        transitions.apply(key, new Happening.Fenced());
        var original = postings.lock(key);
        if (original == null) {
            var undo = PostingKey.of(key.claim(), key.purpose().compensation());
            transitions.plan(List.of(Posting.notRequired(undo, tenantId, because, Reason.NOTHING_TO_POST)));
        } else if (original.posting().state().settled()) {
            voided.undo(original.posting(), because);
        }
    }
}
