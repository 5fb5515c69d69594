package io.remithub.orchestrator.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.orchestrator.config.WorklistConfig;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Policy;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FourEyesTest {

    private static final Policy ALONE = policy(false);
    private static final Policy DUAL = policy(true);

    @Test
    void nobody_is_asked_for_a_second_time_unless_it_is_configured() {
        assertThat(Action.values()).noneMatch(action -> configured().areAskedFor(action, ALONE));
    }

    @Test
    void an_account_under_dual_control_asks_for_two_where_money_is_let_pass_or_given_up() {
        assertThat(Action.values())
                .filteredOn(action -> configured().areAskedFor(action, DUAL))
                .containsExactly(Action.APPROVE, Action.CONFIRM, Action.VOID);
    }

    @Test
    void an_installation_asks_for_two_on_any_account() {
        assertThat(Action.values())
                .filteredOn(action -> configured("void").areAskedFor(action, ALONE))
                .containsExactly(Action.VOID);
    }

    @Test
    void an_action_that_needs_no_second_stops_the_start() {
        assertThatThrownBy(() -> configured("retry")).hasMessageContaining("orchestrator.four-eyes");
    }

    private static FourEyes configured(String... actions) {
        return new FourEyes(new WorklistConfig() {
            @Override
            public Duration dueWithin() {
                return Duration.ofDays(1);
            }

            @Override
            public Map<String, Duration> dueWithinByCode() {
                return Map.of();
            }

            @Override
            public Duration registrationWithin() {
                return Duration.ZERO;
            }

            @Override
            public LocalTime reconcileAt() {
                return LocalTime.NOON;
            }

            @Override
            public Optional<Set<String>> fourEyes() {
                return actions.length == 0 ? Optional.empty() : Optional.of(Set.of(actions));
            }
        });
    }

    private static Policy policy(boolean dualControl) {
        return new Policy(
                false, Policy.BalancePolicy.WARN, Policy.PostWhen.CLAIM_FINAL, "AUTO", List.of(), null, dualControl);
    }
}
