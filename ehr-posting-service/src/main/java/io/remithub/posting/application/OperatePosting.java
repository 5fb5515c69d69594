package io.remithub.posting.application;

import io.remithub.operators.Audit;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators do to one posting, on record. The orchestrator learns of it as of everything: by the outcome. */
@ApplicationScoped
public class OperatePosting {

    /** What became of it. */
    public enum Result {
        DONE,
        UNKNOWN,
        /** It does not fit where the posting stands. */
        NOT_ALLOWED,
        /** Two people decide it, on the worklist. */
        FOUR_EYES,
        /** The transaction is another posting's. */
        TAKEN
    }

    /**
     * @param note why; no patient's data in it
     * @param evidence what it rests on, at the partner
     */
    public record Word(String by, String note, @Nullable String evidence) {}

    private final PostingViews views;
    private final Postings postings;
    private final Requests requests;
    private final Transitions transitions;
    private final Receipts receipts;
    private final Audit audit;
    private final PostingPace pace;
    private final Clock clock;

    OperatePosting(
            PostingViews views,
            Postings postings,
            Requests requests,
            Transitions transitions,
            Receipts receipts,
            Audit audit,
            PostingPace pace,
            Clock clock) {
        this.views = views;
        this.postings = postings;
        this.requests = requests;
        this.transitions = transitions;
        this.receipts = receipts;
        this.audit = audit;
        this.pace = pace;
        this.clock = clock;
    }

    @Transactional
    public Result retry(String id, Word word) {
        return operate(id, "posting.retry", word, new Happening.Retry());
    }

    @Transactional
    public Result confirm(String id, Word word) {
        return operate(id, "posting.confirm", word, new Happening.ConfirmByHand());
    }

    /** What the partner has said of the transaction, or else what its ledger shows of it, is then said of the posting. */
    @Transactional
    public Result link(String id, String transactionId, Word word) {
        var named = postings.named(List.of(transactionId)).get(transactionId);
        var view = views.one(id);
        if (view != null && named != null && !named.key().equals(view.posting().key())) {
            return Result.TAKEN;
        }
        var result = operate(
                id, "posting.link", word(word, "transaction " + transactionId), new Happening.Linked(transactionId));
        if (result == Result.DONE && view != null) {
            postings.link(view.posting().key(), transactionId, clock.instant());
            for (var notice : receipts.match(List.of(transactionId))) {
                if (notice.happening() instanceof Happening said) {
                    transitions.apply(view.posting().key(), said);
                }
            }
        }
        return result;
    }

    private Result operate(String id, String action, Word word, Happening happening) {
        var view = views.one(id);
        if (view == null) {
            return Result.UNKNOWN;
        }
        var held = postings.lock(view.posting().key());
        if (held == null || !moves(held.posting(), happening)) {
            return Result.NOT_ALLOWED;
        }
        var before = held.posting();
        if (!isForOne(happening) && fourEyes(before)) {
            return Result.FOUR_EYES;
        }
        audit.record(new Audit.Entry(
                word.by(), action, before.tenantId(), before.key().toString(), word.note(), word.evidence()));
        transitions.apply(before.key(), happening);
        return Result.DONE;
    }

    /** What a link says counts when the partner or its ledger says so, too; the worklist knows of no forgotten posting. */
    private boolean isForOne(Happening happening) {
        return happening instanceof Happening.Retry || pace.blind() && happening instanceof Happening.Linked;
    }

    private boolean fourEyes(Posting posting) {
        var request = requests.find(posting.key().claim());
        return request != null && request.fourEyes();
    }

    /** A call that is under way is waited for. */
    private boolean moves(Posting posting, Happening happening) {
        return posting.state() != PostingState.ATTEMPTED && transitions.moves(posting, happening);
    }

    private static Word word(Word word, String evidence) {
        return word.evidence() == null ? new Word(word.by(), word.note(), evidence) : word;
    }
}
