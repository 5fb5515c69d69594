package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.PaymentStatus.COMPLETED;
import static io.remithub.orchestrator.domain.PaymentStatus.DISTRIBUTION_ASSIGNED;
import static io.remithub.orchestrator.domain.PaymentStatus.HELD;
import static io.remithub.orchestrator.domain.PaymentStatus.LOADING;
import static io.remithub.orchestrator.domain.PaymentStatus.REMITTANCE_REQUESTED;
import static io.remithub.orchestrator.domain.PaymentStatus.REQUESTED;
import static io.remithub.orchestrator.domain.PaymentStatus.SENT;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves a payment as far as its facts carry it. Level-triggered: it looks at what is, never at which event came, so that
 * events in any order, or twice, end in the same place, and advancing again changes nothing.
 */
public final class Saga {

    private Saga() {}

    /** The payment where it stands now, the statuses that it took on the way, and what is asked of the neighbours. */
    public record Advanced(Payment payment, List<PaymentStatus> steps, List<Command> commands) {}

    public static Advanced advance(Payment payment) {
        var steps = new ArrayList<PaymentStatus>();
        var commands = new ArrayList<Command>();
        var now = ask(payment, commands);
        for (var next = next(now); next != now.status(); next = next(now)) {
            steps.add(next);
            now = ask(now.in(next), commands);
        }
        return new Advanced(now, List.copyOf(steps), List.copyOf(commands));
    }

    private static PaymentStatus next(Payment payment) {
        var status = payment.status();
        return switch (status) {
            case CREATED -> payment.hold().started() ? heldOrLoading(payment) : status;
            case HELD -> heldOrLoading(payment);
            case LOADING ->
                !payment.balances() ? LOADING : payment.claims().isEmpty() ? COMPLETED : REMITTANCE_REQUESTED;
            case REMITTANCE_REQUESTED ->
                all(payment, claim -> isAssignable(payment, claim)) ? DISTRIBUTION_ASSIGNED : status;
            // What was undone may be disputed by now: nothing is posted beside it.
            case DISTRIBUTION_ASSIGNED -> isUndone(payment) ? REQUESTED : status;
            case REQUESTED -> all(payment, claim -> claim.postings().isTaken(Purpose.PAYMENT)) ? SENT : status;
            case SENT -> all(payment, Saga::isPosted) ? COMPLETED : status;
            case REISSUING -> isUndone(payment) ? LOADING : status;
            // Nothing is produced in the document statuses yet: they are skipped.
            case DOCUMENTS_GENERATING -> REMITTANCE_REQUESTED;
            case DOCUMENTS_DISTRIBUTING -> DISTRIBUTION_ASSIGNED;
            case COMPLETED, VOIDED, CANCELLED, FAILED -> status;
        };
    }

    private static PaymentStatus heldOrLoading(Payment payment) {
        return payment.holdReasons().isEmpty() ? LOADING : HELD;
    }

    /** Nothing of what was voided stands. */
    private static boolean isUndone(Payment payment) {
        return payment.undoing().stream().allMatch(Undoing::isUndone);
    }

    private static boolean isPosted(Claim claim) {
        return claim.postings().isSettled(Purpose.PAYMENT) && claim.postings().isSettled(Purpose.CHARGE);
    }

    /** Zero-pay and denied claims are asked for like any other: the payer's last word on them counts as much. */
    private static Payment ask(Payment payment, List<Command> commands) {
        var asked =
                switch (payment.status()) {
                    case REMITTANCE_REQUESTED ->
                        each(
                                payment,
                                claim -> claim.registered() && !claim.statusAsked(),
                                claim -> claim.askStatus(true),
                                Command.AskClaimStatus::new,
                                commands);
                    case REQUESTED, SENT, COMPLETED ->
                        each(
                                payment,
                                claim -> !claim.postingAsked(),
                                claim -> claim.askPosting(true),
                                Command.RequestPosting::new,
                                commands);
                    case VOIDED ->
                        Issuances.fenced(each(
                                payment,
                                Claim::statusAsked,
                                claim -> claim.askStatus(false),
                                Command.CancelClaimStatus::new,
                                commands));
                    case CREATED,
                            HELD,
                            LOADING,
                            DOCUMENTS_GENERATING,
                            DOCUMENTS_DISTRIBUTING,
                            DISTRIBUTION_ASSIGNED,
                            REISSUING,
                            CANCELLED,
                            FAILED -> payment;
                };
        return passOn(fence(asked, commands), commands);
    }

    private static Payment fence(Payment payment, List<Command> commands) {
        payment.undoing().stream()
                .filter(it -> !it.asked())
                .forEach(it -> commands.add(
                        new Command.Reverse(it.issuance(), payment.claims().get(it.claimIndex()))));
        return payment.withUndoing(payment.undoing().stream().map(Undoing::ask).toList());
    }

    /** What operators decided of postings. */
    private static Payment passOn(Payment payment, List<Command> commands) {
        payment.claims().forEach(claim -> passOn(claim.postings(), payment.issuance(), claim, commands));
        payment.undoing()
                .forEach(it ->
                        passOn(it.postings(), it.issuance(), payment.claims().get(it.claimIndex()), commands));
        return payment.with(payment.claims().stream()
                        .map(claim -> claim.with(claim.postings().passedOn()))
                        .toList())
                .withUndoing(payment.undoing().stream()
                        .map(it -> it.with(it.postings().passedOn()))
                        .toList());
    }

    private static void passOn(Postings postings, int issuance, Claim claim, List<Command> commands) {
        new TreeMap<>(postings.resolved())
                .forEach((purpose, decided) ->
                        commands.add(new Command.ResolvePosting(issuance, claim, purpose, decided)));
    }

    private static boolean isAssignable(Payment payment, Claim claim) {
        return claim.registered()
                && (claim.isFinallyAnswered() || !payment.terms().policy().waitsForFinalStatus());
    }

    private static boolean all(Payment payment, Predicate<Claim> rule) {
        return payment.claims().stream().allMatch(rule);
    }

    private static Payment each(
            Payment payment,
            Predicate<Claim> due,
            Function<Claim, Claim> mark,
            BiFunction<Integer, Claim, Command> command,
            List<Command> commands) {
        if (payment.claims().stream().noneMatch(due)) {
            return payment;
        }
        var claims = new ArrayList<Claim>(payment.claims().size());
        for (var claim : payment.claims()) {
            if (due.test(claim)) {
                commands.add(command.apply(payment.issuance(), claim));
                claims.add(mark.apply(claim));
            } else {
                claims.add(claim);
            }
        }
        return payment.with(claims);
    }
}
