package io.remithub.intake.domain;

import java.time.Instant;

/**
 * Payments that start, wait and are released together.
 *
 * @param hold once started, it waits to be released: as its account was when it was opened, whatever it is now. Where it
 *     does not, a payment that came while the account held still waits by itself
 * @param expectedTotal control total: what the payer says that its payments come to
 * @param single a payment issued alone: a batch of one
 * @param createdBy the public id of the API key
 */
public record Batch(
        BatchId id,
        TenantId tenant,
        String clientRequestId,
        Account account,
        boolean hold,
        Money expectedTotal,
        long expectedPayments,
        boolean single,
        String createdBy,
        Instant createdAt) {

    /** Where a start leads it. */
    public BatchStatus startsAs() {
        return hold ? BatchStatus.HELD : BatchStatus.PROCESSING;
    }

    public static Batch ofOne(
            BatchId id, Caller caller, String clientRequestId, Account account, Remittance remittance, Instant now) {
        return new Batch(
                id,
                caller.tenant(),
                clientRequestId,
                account,
                account.policy().hold(),
                remittance.amount(),
                1,
                true,
                caller.keyId(),
                now);
    }
}
