package io.remithub.posting.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalTime;

/** How postings are paced and named. */
@ConfigMapping(prefix = "ehr")
public interface EhrConfig {

    /** What every transaction id of ours begins with. */
    @WithDefault("HUB")
    @Pattern(regexp = "[A-Za-z0-9_-]{1,33}")
    String transactionPrefix();

    /** The payment type that insurers' money is posted as, where a location names no other. */
    @WithDefault("Insurance Payment")
    String insurancePaymentType();

    /** The debit adjustment type that undoes a payment. */
    @WithDefault("Insurance Reversal")
    String reversalType();

    /** How long the partner's confirmation is waited for before the ledger is read back. */
    @WithDefault("PT10M")
    Duration confirmWithin();

    /**
     * How much later than an attempt the health record must have been read for absence to prove anything. Longer than a
     * request may be held up on its way: one that arrives after the second try is there beside it.
     */
    @WithDefault("PT10M")
    Duration readLag();

    /** When an effect that nobody confirms becomes a matter for an operator. NexHealth repeats its webhooks for 48 h. */
    @WithDefault("PT48H")
    Duration unconfirmedAfter();

    /** The first pause between two tries or lookups; it doubles from there. */
    @WithDefault("PT1S")
    Duration retryFirst();

    /** The longest pause. */
    @WithDefault("PT5M")
    Duration retryCap();

    /** How often due postings are looked for when nothing wakes the loop. */
    @WithDefault("PT1S")
    Duration idle();

    /** From when on, each night (UTC), what was confirmed is looked up once more: the ledger is to say the same. */
    @WithDefault("02:00")
    LocalTime checkAt();

    /**
     * After a restore, until what was sent since the restored moment is known: nothing is sent; what would be is looked up
     * first, as if the answer to it had been lost, and waits where it is not there. A void waits, parked, for what has not
     * been looked up; one operator links, also where two would decide.
     */
    @WithDefault("false")
    boolean blind();

    /** How many postings are worked on at once. */
    @WithDefault("32")
    int parallel();
}
