package io.remithub.intake.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.remithub.intake.domain.Account;
import jakarta.enterprise.context.ApplicationScoped;

/** What was accepted, counted by how its account treats it; there from the start, so that the first one is seen, too. */
@Startup
@ApplicationScoped
class Counts {

    private final Counter direct;
    private final Counter holding;

    Counts(MeterRegistry metrics) {
        this.direct = accepted(metrics, "direct");
        this.holding = accepted(metrics, "holding");
    }

    void accepted(Account account, int payments) {
        (account.policy().hold() ? holding : direct).increment(payments);
    }

    private static Counter accepted(MeterRegistry metrics, String accountClass) {
        return metrics.counter("hub.payments.accepted", "account_class", accountClass);
    }
}
