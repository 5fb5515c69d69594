package io.remithub.orchestrator.domain;

import io.remithub.schemas.HoldRuleCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a payment was started, and whether somebody let it go: with its terms and claims, all that decides whether it
 * is held. The reasons are derived, so that one that is gone no longer holds.
 *
 * @param overdue held for longer than agreed
 */
public record Hold(boolean started, boolean released, boolean overdue, Precedents precedents) {

    /** The account's own setting, beside the rules' codes. */
    public static final String ACCOUNT = "account-hold";

    public static Hold of(Precedents precedents) {
        return new Hold(false, false, false, precedents);
    }

    /** Everything that speaks for holding it, released or not. */
    static List<String> reasons(Payment payment) {
        var policy = payment.terms().policy();
        var reasons = new ArrayList<String>();
        if (policy.hold()) {
            reasons.add(ACCOUNT);
        }
        policy.holdRules().stream()
                .filter(rule -> rule.holds(payment))
                .map(HoldRule::code)
                .forEach(reasons::add);
        return reasons.stream().distinct().toList();
    }

    /** Another payment looks the same. */
    static boolean isSuspected(Payment payment) {
        return payment.holdReasons().contains(HoldRuleCode.SUSPECTED_DUPLICATE.wire());
    }

    Hold start() {
        return new Hold(true, released, overdue, precedents);
    }

    Hold release() {
        return new Hold(started, true, overdue, precedents);
    }

    Hold lookedAtAgain(Precedents now) {
        return new Hold(started, released, overdue, now);
    }

    Hold noDuplicate() {
        return lookedAtAgain(new Precedents(false, precedents.newPayee()));
    }

    Hold tooLong() {
        return new Hold(started, released, true, precedents);
    }
}
