package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Trigger;

/** What operators decided, and why. */
public interface Decisions {

    record Decision(
            Trigger trigger, String exceptionId, String paymentId, Action action, String decidedBy, String note) {}

    void add(Decision decision);
}
