package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Takes a partner's notice: stored before it is acknowledged, applied once, kept when nobody knows its transaction. */
@ApplicationScoped
public class TakeNotice {

    private final Receipts receipts;
    private final Postings postings;
    private final Transitions transitions;

    TakeNotice(Receipts receipts, Postings postings, Transitions transitions) {
        this.receipts = receipts;
        this.postings = postings;
        this.transitions = transitions;
    }

    @Transactional
    public void handle(Notice notice) {
        var happening = notice.happening();
        if (!receipts.add(notice) || notice.transactionId() == null) {
            return;
        }
        var named = postings.named(notice.transactionId());
        if (named != null) {
            receipts.matched(notice);
            if (named.current()) {
                if (happening != null) {
                    transitions.apply(named.key(), happening);
                }
            } else if (notice.verdict() == Notice.Verdict.COMPLETE) {
                transitions.apply(named.key(), new Happening.Earlier(notice.transactionId(), notice.partnerId()));
            }
        }
    }
}
