package io.remithub.poller.outbound.db;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.remithub.database.Buckets;
import io.remithub.poller.application.CallBudget;
import io.remithub.poller.application.Lease;
import io.remithub.poller.config.BudgetConfig;
import io.remithub.poller.config.IntegrexConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;

/** Token buckets in the database. A bucket's rate is part of its name, so that another rate begins another bucket. */
@Startup // what it counts is there before the first of it
@ApplicationScoped
class BucketCallBudget implements CallBudget {

    private final ProxyManager<String> buckets;
    private final Rates rates;
    private final String credential;
    private final PayerQueues queues;
    private final Counter heldByPayer;
    private final Counter heldByCredential;
    private volatile boolean exhausted;

    @Inject
    BucketCallBudget(
            DataSource database, Clock clock, BudgetConfig budget, IntegrexConfig integrex, MeterRegistry metrics) {
        this(database, clock, budget.rates(), integrex.clientId(), metrics);
    }

    BucketCallBudget(DataSource database, Clock clock, Rates rates, String credential, MeterRegistry metrics) {
        this.buckets = Buckets.in(database, "call_budget", clock).build();
        this.rates = rates;
        this.credential = credential;
        this.queues = new PayerQueues(rates.ofPayer());
        this.heldByPayer = postponed(metrics, "payer");
        this.heldByCredential = postponed(metrics, "credential");
    }

    /** While there is plenty, nobody asks beforehand. */
    @Override
    public int worthTaking(int wanted) {
        if (!exhausted) {
            return wanted;
        }
        int left = (int) Math.clamp(ofCredential().getAvailableTokens(), 0, wanted);
        exhausted = left < wanted;
        return left;
    }

    @Override
    public Admission admit(List<Lease> leases) {
        var admitted = new ArrayList<Lease>();
        var postponed = new ArrayList<Postponed>();
        byPayer(leases).forEach((payer, all) -> {
            int granted = (int) ofPayer(payer).tryConsumeAsMuchAsPossible(all.size());
            admitted.addAll(all.subList(0, granted));
            all.subList(granted, all.size()).forEach(lease -> postponed.add(new Postponed(lease, queues.next(payer))));
        });
        heldByPayer.increment(postponed.size());
        postponed.addAll(beyondCredential(admitted));
        return new Admission(admitted, postponed);
    }

    /** What the credential has no call for is taken off the list, and its payers have not spent it. */
    private List<Postponed> beyondCredential(List<Lease> admitted) {
        if (admitted.isEmpty()) {
            return List.of();
        }
        int granted = (int) ofCredential().tryConsumeAsMuchAsPossible(admitted.size());
        exhausted = granted < admitted.size();
        var beyond = admitted.subList(granted, admitted.size());
        byPayer(beyond).forEach((payer, leases) -> ofPayer(payer).addTokens(leases.size()));
        var postponed = beyond.stream()
                .map(lease -> new Postponed(lease, Duration.ZERO))
                .toList();
        beyond.clear();
        heldByCredential.increment(postponed.size());
        return postponed;
    }

    @Override
    public void spendAnother() {
        ofCredential().consumeIgnoringRateLimits(1);
    }

    private static LinkedHashMap<String, List<Lease>> byPayer(List<Lease> leases) {
        var payers = new LinkedHashMap<String, List<Lease>>();
        leases.forEach(lease ->
                payers.computeIfAbsent(lease.tenantId(), _ -> new ArrayList<>()).add(lease));
        return payers;
    }

    private Bucket ofCredential() {
        return bucket("credential", credential, rates.ofCredential());
    }

    private Bucket ofPayer(String payer) {
        return bucket("payer", payer, rates.ofPayer());
    }

    private Bucket bucket(String kind, String whose, int rate) {
        return buckets.builder().build("%s/%s/%d".formatted(kind, whose, rate), () -> BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
                .build());
    }

    private static Counter postponed(MeterRegistry metrics, String limit) {
        return metrics.counter("hub.partner.calls.postponed", "partner", "integrex", "limit", limit);
    }
}
