package io.remithub.poller.outbound.db;

import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.poller.application.CallBudget;
import io.remithub.poller.application.CallBudget.Rates;
import io.remithub.poller.config.IntegrexConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import javax.sql.DataSource;

/** Further processes over the same database. */
@ApplicationScoped
public class Replicas {

    private final DataSource database;
    private final Clock clock;
    private final IntegrexConfig integrex;
    private final MeterRegistry metrics;

    Replicas(DataSource database, Clock clock, IntegrexConfig integrex, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.integrex = integrex;
        this.metrics = metrics;
    }

    public CallBudget withBudget(Rates rates) {
        return new BucketCallBudget(database, clock, rates, integrex.clientId(), metrics);
    }
}
