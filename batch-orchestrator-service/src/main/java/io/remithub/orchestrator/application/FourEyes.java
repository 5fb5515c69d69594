package io.remithub.orchestrator.application;

import io.quarkus.runtime.StartupEvent;
import io.remithub.orchestrator.config.WorklistConfig;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Set;

/** Which decisions two people take. */
@ApplicationScoped
public class FourEyes {

    private static final Set<Action> WEIGHTY = EnumSet.of(Action.APPROVE, Action.CONFIRM, Action.VOID);

    private final Set<Action> always = EnumSet.noneOf(Action.class);

    FourEyes(WorklistConfig config) {
        config.fourEyes().ifPresent(actions -> actions.forEach(wire -> always.add(weighty(wire))));
    }

    void check(@Observes StartupEvent starting) {
        // A wrong setting stops the start.
    }

    public boolean areAskedFor(Action action, Policy policy) {
        return always.contains(action) || policy.dualControl() && WEIGHTY.contains(action);
    }

    private static Action weighty(String wire) {
        return Action.of(wire)
                .filter(WEIGHTY::contains)
                .orElseThrow(() -> new IllegalArgumentException("orchestrator.four-eyes: not " + wire));
    }
}
