package io.remithub.intake.application;

import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** What became of a payment, for somebody who has any of its names. */
@ApplicationScoped
public class TracePayments {

    private final Traces traces;

    TracePayments(Traces traces) {
        this.traces = traces;
    }

    /** @return empty where nothing bears the key */
    @Transactional
    public Optional<Trace> handle(TenantId tenant, String key, Slice slice) {
        var kinds = traces.kindsOf(tenant, key);
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trace(kinds, traces.payments(tenant, key, kinds, slice)));
    }
}
