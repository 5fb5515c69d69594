package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.schemas.ExceptionCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A payment that is told what happens, for tests: it starts valid, and each says only what it is about. */
final class Story {

    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final String CHECK = "0f5c8a7e";

    private Payment payment;
    private final List<PaymentStatus> steps = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private int issuance = 1;
    private Ruling<Payment> ruling = new Ruling.Ignored<>("nothing yet");

    private Story(Payment payment) {
        this.payment = payment;
    }

    static Story of(Payment payment) {
        return new Story(payment);
    }

    static Policy policy() {
        return new Policy(false, BalancePolicy.WARN, PostWhen.CLAIM_FINAL, "AUTO", List.of(), null, false);
    }

    static Claim claim(int index, boolean registered) {
        return Claim.of(new ClaimTerms(index, "key-" + index, "1", 20_000, 15_000, 1_000), registered);
    }

    static Payment payment(UnaryOperator<PaymentTerms> change, Claim... claims) {
        var terms = new PaymentTerms(
                "tenant",
                "payment",
                "batch",
                "reference",
                CHECK,
                null,
                15_000L * claims.length,
                "payee",
                NOW,
                policy(),
                List.of(),
                List.of(),
                null);
        return Payment.accepted(change.apply(terms), List.of(claims), Precedents.NONE);
    }

    static PaymentTerms with(PaymentTerms terms, Policy policy, List<Finding> findings) {
        return with(terms, policy, findings, terms.providerAdjustments());
    }

    static PaymentTerms with(
            PaymentTerms terms, Policy policy, List<Finding> findings, List<ProviderAdjustment> providerAdjustments) {
        return new PaymentTerms(
                terms.tenantId(),
                terms.paymentId(),
                terms.batchId(),
                terms.issuerReferenceId(),
                terms.issuerPaymentId(),
                terms.paymentDate(),
                terms.amount(),
                terms.payeeKey(),
                terms.acceptedAt(),
                policy,
                findings,
                providerAdjustments,
                terms.traceparent());
    }

    /** Started, with two registered claims of a policy that waits for final status. */
    static Story started() {
        return of(payment(it -> it, claim(0, true), claim(1, true))).started_();
    }

    Story started_() {
        return tell(Payment::start);
    }

    /** All claims answered: posting is requested. */
    static Story requested() {
        return started().answered(0, "F1").answered(1, "F1");
    }

    Story tell(Function<Payment, Ruling<Payment>> event) {
        ruling = event.apply(payment);
        if (ruling instanceof Ruling.Taken<Payment>(var now)) {
            var advanced = Saga.advance(now);
            payment = advanced.payment();
            steps.addAll(advanced.steps());
            commands.addAll(advanced.commands());
        }
        return this;
    }

    /** What neighbours say from now on is said of this one. */
    Story issuance(int spokenOf) {
        issuance = spokenOf;
        return this;
    }

    Story resolve(Action action) {
        return resolve(action, About.ALL);
    }

    Story resolve(Action action, About about) {
        return tell(it -> Resolutions.resolve(it, action, about));
    }

    Story voided(int requested) {
        return tell(it -> Issuances.voided(it, requested));
    }

    Story reissued(int requested) {
        return tell(it -> Issuances.reissued(it, requested, null));
    }

    /** All that was posted of the claim. */
    Story undone(int claim, int of) {
        return tell(it -> Reports.posted(it, claim, of, Purpose.REVERSAL, undone()))
                .tell(it -> Reports.posted(it, claim, of, Purpose.CHARGE_ADJUSTMENT, undone()));
    }

    private static Posting undone() {
        return new Posting(Posting.Outcome.CONFIRMED, "HUB:2", -15_000, null);
    }

    Story answered(int claim, String category) {
        return answered(claim, category, null);
    }

    Story answered(int claim, String category, Long paid) {
        return tell(it -> Reports.answered(
                it, claim, issuance, new ClaimAnswer.Received("ticket-" + claim, new Category(category), paid, null)));
    }

    Story failed(int claim, ExceptionCode code) {
        return tell(it -> Reports.answered(it, claim, issuance, new ClaimAnswer.Failed("ticket-" + claim, code)));
    }

    Story posted(int claim, Purpose purpose, Posting.Outcome outcome) {
        return posted(claim, purpose, outcome, null);
    }

    Story posted(int claim, Purpose purpose, Posting.Outcome outcome, String reason) {
        return tell(it -> Reports.posted(it, claim, issuance, purpose, new Posting(outcome, "HUB:1", 15_000, reason)));
    }

    Payment payment() {
        return payment;
    }

    PaymentStatus status() {
        return payment.status();
    }

    Ruling<Payment> ruling() {
        return ruling;
    }

    List<PaymentStatus> steps() {
        return steps;
    }

    List<ExceptionCause> causes() {
        return ExceptionCauses.of(payment);
    }

    List<String> codes() {
        return causes().stream().map(cause -> cause.code().wire()).toList();
    }

    List<Command> asked() {
        return commands;
    }

    /** Like "AskClaimStatus 0/1": claim and issuance. */
    List<String> commands() {
        return commands.stream()
                .map(command -> command.getClass().getSimpleName() + " "
                        + command.claim().index() + "/" + command.issuance())
                .toList();
    }
}
