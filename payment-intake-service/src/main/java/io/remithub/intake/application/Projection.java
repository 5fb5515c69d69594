package io.remithub.intake.application;

import java.util.List;

/** Payments and batches as the orchestrator sees them, kept beside what was asked for. */
public interface Projection {

    void apply(List<LifecycleFact> facts);
}
