package io.remithub.orchestrator.domain;

import java.util.List;

/** Whether a payment was started, what would hold it, and whether somebody let it go. */
public record Hold(boolean started, boolean released, List<String> reasons) {

    /** The account's own setting, beside the rules' codes. */
    public static final String ACCOUNT = "account-hold";

    public Hold {
        reasons = List.copyOf(reasons);
    }

    public static Hold under(Policy policy) {
        return new Hold(false, false, policy.hold() ? List.of(ACCOUNT) : List.of());
    }

    boolean applies() {
        return !released && !reasons.isEmpty();
    }

    Hold start() {
        return new Hold(true, released, reasons);
    }

    Hold release() {
        return new Hold(started, true, reasons);
    }
}
