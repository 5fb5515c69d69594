package io.remithub.orchestrator.domain;

import io.remithub.schemas.HoldRuleCode;
import java.util.Map;
import java.util.Optional;

/** A rule of an account that holds payments until somebody releases them, by the code that it gives as its reason. */
public record HoldRule(String code, Map<String, String> settings) {

    public HoldRule {
        settings = Map.copyOf(settings);
    }

    /** Empty when this version does not know the rule, or not with these settings. */
    private Optional<HoldRuleCode> understood() {
        return HoldRuleCode.of(code).filter(it -> it.faults(settings).isEmpty());
    }

    /** Of the rules of this code the one that can be obeyed: what it looks back to is asked for. */
    public boolean is(HoldRuleCode asked) {
        return understood().filter(asked::equals).isPresent();
    }

    /** Meant for rules that need it: seconds, cents. */
    public long setting(String name) {
        return Long.parseLong(settings.getOrDefault(name, ""));
    }

    /** A rule that is not understood holds: its account wants somebody to look. */
    boolean holds(Payment payment) {
        return understood()
                .map(known -> switch (known) {
                    case AMOUNT_OVER_LIMIT -> payment.terms().amount() > setting("limit");
                    case OUT_OF_BALANCE -> !payment.terms().findings().isEmpty();
                    case SUSPECTED_DUPLICATE -> payment.hold().precedents().duplicate();
                    case NEW_PAYEE -> payment.hold().precedents().newPayee();
                    case CLAIM_NOT_REGISTERED -> !payment.areClaimsRegistered();
                })
                .orElse(true);
    }
}
