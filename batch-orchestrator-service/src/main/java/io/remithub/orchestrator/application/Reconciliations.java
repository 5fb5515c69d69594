package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Reconciliation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day's payments, by the day on which they were accepted (UTC), and when they were reconciled. */
public interface Reconciliations {

    /** A posting that is confirmed. */
    record Confirmed(String tenantId, String paymentId, int claimIndex, int issuance, Purpose purpose) {}

    /**
     * @param by an operator, or {@code night}
     * @param night which one; null: an operator's
     * @param unsettled what had yet to come about
     */
    record Run(Instant at, String by, @Nullable LocalDate night, long breaks, long unsettled) {}

    Reconciliation follow(LocalDate day);

    /** The postings of some payments, in the order of their ids, after the one given. */
    List<Confirmed> confirmed(LocalDate day, String afterPayment, int payments);

    /** Of a night, the first that is recorded. */
    void record(LocalDate day, Run run);

    /**
     * The day before the night, and those of the month before that were never reconciled, or last not to the end, or a
     * payment of which has moved since, which is noted.
     */
    List<LocalDate> due(LocalDate night);

    @Nullable
    Run last(LocalDate day);
}
