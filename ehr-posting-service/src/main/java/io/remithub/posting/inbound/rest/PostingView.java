package io.remithub.posting.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.posting.application.PostingViews.Attempt;
import io.remithub.posting.application.PostingViews.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One effect at a partner; no patient in it.
 *
 * @param effect PAYMENT, DEBIT, CHARGE or ADJUSTMENT: what it does there
 * @param undoes whose posting it undoes
 * @param amount dollars, negative where it takes back
 * @param shown dollars that the ledger shows, where that is not the amount; of what a person undid, as much as that was
 * @param attempts how often it was sent
 * @param sent each time that it was sent, or linked to a transaction; only of a posting asked for by id
 */
public record PostingView(
        String postingId,
        String tenantId,
        String paymentId,
        int claimIndex,
        int issuance,
        String purpose,
        String effect,
        @Nullable Claim undoes,
        BigDecimal amount,
        String state,
        @Nullable String reasonCode,
        @Nullable BigDecimal shown,
        @Nullable String subdomain,
        @Nullable String locationId,
        @Nullable String transactionId,
        @Nullable String outcome,
        int attempts,
        @Nullable Instant attemptedAt,
        @Nullable Instant dueAt,
        Instant changedAt,
        List<ChangeView> history,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttemptView> sent) {

    /** One claim of one issuance of a payment. */
    public record Claim(String paymentId, int claimIndex, int issuance) {}

    /** One step. */
    public record ChangeView(
            @Nullable String from, String to, @Nullable String reasonCode, Instant at) {}

    /** @param result the state that its own answer led to; null while that is out, or where it is not known */
    public record AttemptView(
            String transactionId,
            Instant at,
            @Nullable String result,
            @Nullable Instant answeredAt) {}

    static PostingView of(View view, @Nullable List<Attempt> sent) {
        var posting = view.posting();
        var key = posting.key();
        var undoes = posting.undoes();
        var reported = posting.reported();
        return new PostingView(
                view.id(),
                posting.tenantId(),
                key.paymentId(),
                key.claimIndex(),
                key.issuance(),
                key.purpose().name(),
                posting.effect().name(),
                undoes == null ? null : new Claim(undoes.paymentId(), undoes.claimIndex(), undoes.issuance()),
                BigDecimal.valueOf(posting.signedAmount(), 2),
                posting.state().name(),
                posting.reason(),
                reported == null || reported.shown() == null ? null : BigDecimal.valueOf(reported.shown(), 2),
                posting.reference().subdomain(),
                posting.reference().locationId(),
                posting.reference().transactionId(),
                reported == null ? null : reported.code(),
                posting.tries().attempts(),
                posting.tries().attemptedAt(),
                posting.tries().dueAt(),
                view.changedAt(),
                view.history().stream()
                        .map(change -> new ChangeView(change.from(), change.to(), change.reason(), change.at()))
                        .toList(),
                sent == null
                        ? null
                        : sent.stream()
                                .map(attempt -> new AttemptView(
                                        attempt.transactionId(), attempt.at(), attempt.result(), attempt.answeredAt()))
                                .toList());
    }
}
