package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;

/**
 * A payment as it stands.
 *
 * @param revision counts up with everything that becomes known of it
 */
public record PaymentView(
        PaymentId id,
        TenantId tenant,
        BatchId batch,
        String issuerReferenceId,
        Money amount,
        String status,
        Money availableBalance,
        int issuance,
        long revision) {}
