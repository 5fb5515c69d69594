package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Ignored;
import io.remithub.orchestrator.domain.Ruling.Refused;
import io.remithub.orchestrator.domain.Ruling.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A payment and its claims. Events change facts here; what follows from the facts is {@link Saga}'s to decide.
 *
 * @param claims in the order of their index, from 0
 * @param undoing what was asked for in issuances that were voided, this one included
 * @param approved an operator let pass of this issuance's findings what can be let pass
 * @param expecting its claims may have been registered, and this not told yet: the two come on different streams
 * @param endReason why it was cancelled or has failed, where there is more to say than that
 */
public record Payment(
        PaymentTerms terms,
        PaymentStatus status,
        Hold hold,
        int issuance,
        Balance balance,
        List<Claim> claims,
        List<Undoing> undoing,
        boolean approved,
        boolean expecting,
        @Nullable String endReason,
        @Nullable OpenException exception) {

    /** By the payer, alone: it leaves its batch's totals. */
    static final String REMOVED = "removed";

    public Payment {
        claims = List.copyOf(claims);
        undoing = List.copyOf(undoing);
    }

    public static Payment accepted(PaymentTerms terms, List<Claim> claims, Precedents precedents) {
        return new Payment(
                terms,
                PaymentStatus.CREATED,
                Hold.of(precedents),
                1,
                Balance.of(terms.amount()),
                claims,
                List.of(),
                false,
                false,
                null,
                null);
    }

    public String id() {
        return terms.paymentId();
    }

    /** Of a claim in this issuance, whether it stands or is undone. */
    public Postings postings(Claim claim) {
        return undoing.stream()
                .filter(it -> it.is(claim.index(), issuance))
                .map(Undoing::postings)
                .findFirst()
                .orElse(claim.postings());
    }

    /** Of the claim in the issuance that was voided last, until the payment is on its way again. */
    public Postings undone(Claim claim) {
        return status == PaymentStatus.VOIDED || status == PaymentStatus.REISSUING
                ? undoing.reversed().stream()
                        .filter(it -> it.claimIndex() == claim.index())
                        .map(Undoing::postings)
                        .findFirst()
                        .orElse(Postings.NONE)
                : Postings.NONE;
    }

    public boolean balances() {
        return terms.standing(approved).isEmpty();
    }

    /** Why it is held, in one order; empty when it is not, or no longer. */
    public List<String> holdReasons() {
        return hold.released() || status.isPastHold() ? List.of() : Hold.reasons(this);
    }

    /** Why it stands where it does. */
    @Nullable
    String reasonCode() {
        return status == PaymentStatus.HELD ? holdReasons().getFirst() : endReason;
    }

    boolean isRemoved() {
        return REMOVED.equals(endReason);
    }

    public Ruling<Payment> start() {
        return hold.started() || status != PaymentStatus.CREATED
                ? new Ignored<>("started before")
                : new Taken<>(with(hold.start()));
    }

    /** The account may have held no more when this came, and its batch is held. */
    Payment heldByAccount(Policy ofBatch) {
        return with(terms.with(terms.policy().heldLike(ofBatch)));
    }

    public Ruling<Payment> release() {
        return switch (status) {
            case CREATED -> hold.started() ? new Taken<>(with(hold.release())) : new Refused<>("not-started");
            case HELD -> new Taken<>(with(hold.release()));
            case CANCELLED, FAILED -> new Refused<>("not-held");
            case LOADING,
                    DOCUMENTS_GENERATING,
                    REMITTANCE_REQUESTED,
                    DOCUMENTS_DISTRIBUTING,
                    DISTRIBUTION_ASSIGNED,
                    REQUESTED,
                    SENT,
                    COMPLETED,
                    VOIDED,
                    REISSUING -> new Ignored<>("released before");
        };
    }

    public Ruling<Payment> cancel() {
        if (status == PaymentStatus.CANCELLED) {
            return new Ignored<>("cancelled before");
        }
        return status.canBecome(PaymentStatus.CANCELLED)
                ? new Taken<>(in(PaymentStatus.CANCELLED))
                : new Refused<>("status-not-cancellable");
    }

    /** Other terms and claims in its place, looked at again: only while nothing was asked for it. */
    public Ruling<Payment> replace(PaymentTerms by, List<Claim> its, Precedents precedents) {
        return status.canBecome(PaymentStatus.CANCELLED)
                ? new Taken<>(new Payment(
                        by,
                        status,
                        hold.lookedAtAgain(precedents),
                        issuance,
                        Balance.of(by.amount()),
                        its,
                        undoing,
                        approved,
                        expecting,
                        endReason,
                        exception))
                : new Refused<>("status-not-replaceable");
    }

    public Ruling<Payment> remove() {
        return isRemoved()
                ? new Ignored<>("removed before")
                : status.canBecome(PaymentStatus.CANCELLED)
                        ? new Taken<>(in(PaymentStatus.CANCELLED, REMOVED))
                        : new Refused<>("status-not-removable");
    }

    public Ruling<Payment> heldTooLong() {
        return status == PaymentStatus.HELD && !hold.overdue()
                ? new Taken<>(with(hold.tooLong()))
                : new Ignored<>("not held any more");
    }

    /** What has not been told of its claims' registration by now is not on its way. */
    public Ruling<Payment> expectedTooLong() {
        return expecting
                ? new Taken<>(new Payment(
                        terms, status, hold, issuance, balance, claims, undoing, approved, false, endReason, exception))
                : new Ignored<>("not expected any more");
    }

    boolean areClaimsRegistered() {
        return claims.stream().allMatch(Claim::registered);
    }

    Payment in(PaymentStatus next) {
        return in(next, endReason);
    }

    Payment in(PaymentStatus next, @Nullable String because) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        var waits = next == PaymentStatus.REMITTANCE_REQUESTED && !areClaimsRegistered();
        return new Payment(terms, next, hold, issuance, balance, claims, undoing, approved, waits, because, exception);
    }

    Payment approve() {
        return new Payment(
                terms, status, hold, issuance, balance, claims, undoing, true, expecting, endReason, exception);
    }

    public Payment with(@Nullable OpenException now) {
        return new Payment(
                terms, status, hold, issuance, balance, claims, undoing, approved, expecting, endReason, now);
    }

    Payment with(PaymentTerms now) {
        return new Payment(
                now, status, hold, issuance, balance, claims, undoing, approved, expecting, endReason, exception);
    }

    Payment with(List<Claim> now) {
        return new Payment(
                terms, status, hold, issuance, balance, now, undoing, approved, expecting, endReason, exception);
    }

    Payment with(Hold now) {
        return new Payment(
                terms, status, now, issuance, balance, claims, undoing, approved, expecting, endReason, exception);
    }

    Payment with(Balance now) {
        return new Payment(
                terms, status, hold, issuance, now, claims, undoing, approved, expecting, endReason, exception);
    }

    Payment withUndoing(List<Undoing> now) {
        return new Payment(
                terms, status, hold, issuance, balance, claims, now, approved, expecting, endReason, exception);
    }

    Payment withUndoing(Undoing now) {
        return withUndoing(undoing.stream()
                .map(it -> it.is(now.claimIndex(), now.issuance()) ? now : it)
                .toList());
    }

    Payment withClaim(int claimIndex, UnaryOperator<Claim> change) {
        var all = new ArrayList<>(claims);
        all.set(claimIndex, change.apply(all.get(claimIndex)));
        return with(all);
    }
}
