package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.PaymentStatus.CANCELLED;
import static io.remithub.orchestrator.domain.PaymentStatus.HELD;
import static io.remithub.orchestrator.domain.PaymentStatus.LOADING;
import static io.remithub.orchestrator.domain.PaymentStatus.REMITTANCE_REQUESTED;
import static io.remithub.orchestrator.domain.Story.claim;
import static io.remithub.orchestrator.domain.Story.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldRuleTest {

    private static final HoldRule OVER_LIMIT = new HoldRule("amount-over-limit", Map.of("limit", "15000"));
    private static final HoldRule OUT_OF_BALANCE = new HoldRule("out-of-balance", Map.of());
    private static final HoldRule DUPLICATE = new HoldRule("suspected-duplicate", Map.of("window", "3600"));
    private static final HoldRule NEW_PAYEE = new HoldRule("new-payee", Map.of());
    private static final HoldRule NOT_REGISTERED = new HoldRule("claim-not-registered", Map.of());
    private static final List<Finding> FINDINGS = List.of(new Finding("claim-out-of-balance", 0, 2L, 1L));

    @Test
    void rules_are_off_unless_configured() {
        var suspicious =
                Story.of(accepted(under(false), FINDINGS, new Precedents(true, true), claim(0, false), claim(1, true)));

        assertThat(suspicious.tell(Payment::start).status()).isEqualTo(LOADING);
    }

    @Test
    void an_amount_over_the_limit_is_held_and_one_at_the_limit_is_not() {
        assertThat(reasons(OVER_LIMIT, claim(0, true))).isEmpty();
        assertThat(reasons(OVER_LIMIT, claim(0, true), claim(1, true))).containsExactly("amount-over-limit");
    }

    @Test
    void what_is_out_of_balance_is_held() {
        var story = Story.of(accepted(under(false, OUT_OF_BALANCE), FINDINGS, Precedents.NONE, claim(0, true)));

        assertThat(story.tell(Payment::start).status()).isEqualTo(HELD);
        assertThat(story.payment().holdReasons()).containsExactly("out-of-balance");
        assertThat(reasons(OUT_OF_BALANCE, claim(0, true))).isEmpty();
    }

    @Test
    void a_suspected_duplicate_and_a_new_payee_are_held_by_the_rule_that_asks_only() {
        var both = new Precedents(true, true);

        assertThat(reasons(both, DUPLICATE)).containsExactly("suspected-duplicate");
        assertThat(reasons(both, NEW_PAYEE)).containsExactly("new-payee");
        assertThat(reasons(Precedents.NONE, DUPLICATE, NEW_PAYEE)).isEmpty();
    }

    @Test
    void an_unregistered_claim_holds_until_it_is_registered() {
        var story = Story.of(accepted(
                        under(false, NOT_REGISTERED), List.of(), Precedents.NONE, claim(0, false), claim(1, false)))
                .tell(Payment::start);
        assertThat(story.payment().holdReasons()).containsExactly("claim-not-registered");

        assertThat(story.tell(it -> Reports.registered(it, "key-0")).status()).isEqualTo(HELD);
        assertThat(story.tell(it -> Reports.registered(it, "key-1")).status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.steps()).containsExactly(HELD, LOADING, REMITTANCE_REQUESTED);
    }

    @Test
    void a_registration_lifts_its_own_rule_and_no_other() {
        var story = Story.of(accepted(
                        under(true, NOT_REGISTERED, OVER_LIMIT),
                        List.of(),
                        Precedents.NONE,
                        claim(0, false),
                        claim(1, true)))
                .tell(Payment::start);
        assertThat(story.payment().holdReasons())
                .containsExactly("account-hold", "claim-not-registered", "amount-over-limit");

        story.tell(it -> Reports.registered(it, "key-0"));

        assertThat(story.status()).isEqualTo(HELD);
        assertThat(story.payment().holdReasons()).containsExactly("account-hold", "amount-over-limit");
    }

    @Test
    void a_release_frees_it_from_every_rule() {
        var story = Story.of(accepted(
                        under(true, NOT_REGISTERED, DUPLICATE),
                        List.of(),
                        new Precedents(true, false),
                        claim(0, false)))
                .tell(Payment::start)
                .tell(Payment::release);

        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.payment().holdReasons()).isEmpty();
    }

    @Test
    void a_rule_that_is_not_understood_holds() {
        for (var rule : List.of(
                new HoldRule("full-moon", Map.of()),
                new HoldRule("amount-over-limit", Map.of()),
                new HoldRule("amount-over-limit", Map.of("limit", "lots")),
                new HoldRule("new-payee", Map.of("since", "1")))) {
            assertThat(reasons(rule, claim(0, true))).containsExactly(rule.code());
        }
    }

    @Test
    void a_replaced_payment_is_looked_at_again() {
        var held = Story.of(
                        accepted(under(false, OVER_LIMIT), List.of(), Precedents.NONE, claim(0, true), claim(1, true)))
                .tell(Payment::start);
        assertThat(held.status()).isEqualTo(HELD);
        var less = accepted(under(false, OVER_LIMIT), List.of(), Precedents.NONE, claim(0, true));

        held.tell(it -> it.replace(less.terms(), less.claims(), Precedents.NONE));

        assertThat(held.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(held.payment().balance().available()).isEqualTo(15_000);
        assertThat(held.commands()).containsExactly("AskClaimStatus 0/1");
    }

    @Test
    void held_too_long_is_a_cause_that_a_release_or_a_cancellation_heals() {
        var story = Story.of(accepted(under(true), List.of(), Precedents.NONE, claim(0, true)))
                .tell(Payment::start)
                .tell(Payment::heldTooLong);
        assertThat(story.codes()).containsExactly("held-too-long");
        assertThat(story.tell(Payment::heldTooLong).ruling()).isInstanceOf(Ruling.Ignored.class);

        assertThat(ExceptionCauses.of(((Ruling.Taken<Payment>) story.payment().cancel()).now()))
                .isEmpty();
        assertThat(story.tell(Payment::release).causes()).isEmpty();
        assertThat(story.tell(Payment::heldTooLong).ruling()).isInstanceOf(Ruling.Ignored.class);
    }

    @Test
    void a_removed_payment_stays_removed() {
        var story = Story.of(accepted(under(true), List.of(), Precedents.NONE, claim(0, true)))
                .tell(Payment::remove);

        assertThat(story.status()).isEqualTo(CANCELLED);
        assertThat(story.payment().reasonCode()).isEqualTo("removed");
        assertThat(story.tell(Payment::remove).ruling()).isInstanceOf(Ruling.Ignored.class);
        assertThat(story.tell(Payment::release).ruling()).isEqualTo(new Ruling.Refused<Payment>("not-held"));
    }

    private static List<String> reasons(HoldRule rule, Claim... claims) {
        return accepted(under(false, rule), List.of(), Precedents.NONE, claims).holdReasons();
    }

    private static List<String> reasons(Precedents precedents, HoldRule... rules) {
        return accepted(under(false, rules), List.of(), precedents, claim(0, true))
                .holdReasons();
    }

    private static Payment accepted(Policy policy, List<Finding> findings, Precedents precedents, Claim... claims) {
        var usual = payment(it -> Story.with(it, policy, findings), claims);
        return Payment.accepted(usual.terms(), usual.claims(), precedents);
    }

    private static Policy under(boolean hold, HoldRule... rules) {
        return new Policy(hold, BalancePolicy.WARN, PostWhen.CLAIM_FINAL, "AUTO", List.of(rules), null, false);
    }
}
