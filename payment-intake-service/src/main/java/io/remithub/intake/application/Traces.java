package io.remithub.intake.application;

import io.remithub.intake.domain.TenantId;
import java.util.List;

/** Payments by whatever name somebody has for them. */
public interface Traces {

    /** As what the key is known, in the order of the kinds. */
    List<Trace.Kind> kindsOf(TenantId tenant, String key);

    Page<Trace.Traced> payments(TenantId tenant, String key, List<Trace.Kind> kinds, Slice slice);
}
