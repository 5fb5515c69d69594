package io.remithub.poller.config;

import io.remithub.poller.application.CallBudget.Rates;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often the clearinghouse is asked at most, over all replicas: so many a second, and at most as many at once. */
@ConfigMapping(prefix = "budget")
public interface BudgetConfig {

    /** With our credential. */
    @Min(1)
    @Max(1_000_000)
    @WithDefault("100")
    int callsPerSecond();

    /** For any one payer, which is a tenant of the hub: one with a million claims leaves room for the others. */
    @Min(1)
    @Max(1_000_000)
    @WithDefault("50")
    int callsPerSecondOfPayer();

    default Rates rates() {
        return new Rates(callsPerSecond(), callsPerSecondOfPayer());
    }
}
