package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.poller.application.CallBudget;
import io.remithub.poller.application.CallBudget.Rates;
import io.remithub.poller.config.IntegrexConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Further processes over the same database. */
@ApplicationScoped
public class Replicas {

    private final AgroalDataSource database;
    private final IntegrexConfig integrex;
    private final MeterRegistry metrics;

    Replicas(AgroalDataSource database, IntegrexConfig integrex, MeterRegistry metrics) {
        this.database = database;
        this.integrex = integrex;
        this.metrics = metrics;
    }

    public CallBudget withBudget(Rates rates) {
        return new BucketCallBudget(database, rates, integrex.clientId(), metrics);
    }
}
