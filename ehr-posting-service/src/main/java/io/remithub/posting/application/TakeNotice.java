package io.remithub.posting.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.messaging.Cause;
import io.remithub.messaging.Together;
import io.remithub.messaging.Traces;
import io.remithub.posting.application.Postings.Named;
import io.remithub.posting.domain.Happening;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes partners' notices: each stored before it is acknowledged, applied once, kept when nobody knows its transaction;
 * those that come at the same time in one go.
 */
@ApplicationScoped
public class TakeNotice {

    private static final int AT_ONCE = 100;

    private final Receipts receipts;
    private final Postings postings;
    private final Transitions transitions;
    /** @param request that brought it */
    private record Arrived(Notice notice, Cause request) {}

    private final Together<Arrived> arrived = new Together<>(AT_ONCE, this::take);

    TakeNotice(Receipts receipts, Postings postings, Transitions transitions) {
        this.receipts = receipts;
        this.postings = postings;
        this.transitions = transitions;
    }

    /** Returns once it is stored. */
    public void handle(Notice notice) {
        arrived.store(new Arrived(notice, Cause.current()));
    }

    @Transactional
    void take(List<Arrived> arrived) {
        var notices = arrived.stream().map(Arrived::notice).toList();
        var named = postings.named(notices.stream()
                .flatMap(notice -> Stream.ofNullable(notice.transactionId()))
                .collect(toSet()));
        var steps = new LinkedHashMap<Notice, Step>();
        for (var notice : receipts.add(notices, named.keySet())) {
            if (step(notice, named) instanceof Step step) {
                steps.put(notice, step);
            }
        }
        var moved = transitions.apply(List.copyOf(steps.values()));
        receipts.leave(steps.entrySet().stream()
                .filter(taken -> taken.getValue().happening() instanceof Happening.Earlier
                        && !moved.containsKey(taken.getValue().key()))
                .map(Map.Entry::getKey)
                .toList());
        arrived.forEach(one -> trace(one, named));
    }

    private static void trace(Arrived arrived, Map<String, Named> known) {
        var transactionId = arrived.notice().transactionId();
        if (transactionId != null && known.get(transactionId) instanceof Named named) {
            Traces.answered(
                    new Cause(named.origin().eventId(), named.origin().traceparent()),
                    arrived.notice().partner() + " webhook",
                    arrived.request());
        }
    }

    private static @Nullable Step step(Notice notice, Map<String, Named> known) {
        var transactionId = notice.transactionId();
        var named = transactionId == null ? null : known.get(transactionId);
        if (transactionId == null || named == null) {
            return null;
        }
        if (named.current()) {
            return notice.happening() instanceof Happening happening ? Step.of(named.key(), happening) : null;
        }
        return notice.verdict() == Notice.Verdict.COMPLETE
                ? Step.of(named.key(), new Happening.Earlier(transactionId, notice.partnerId()))
                : null;
    }
}
