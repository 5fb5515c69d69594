package io.remithub.sandbox.nexhealth;

import java.math.BigDecimal;

/** What NexHealth writes into a health record. Both kinds travel the same way and differ in names and in sign. */
enum Kind {
    /** A credit: it reduces the patient's balance, so the ledger shows it negative. */
    PAYMENT("payment", "payment_transaction", "PaymentTransaction", -1),
    /** Of the debit kind, as it must be for a reversal: it increases the balance. */
    ADJUSTMENT("adjustment", "adjustment_transaction", "AdjustmentTransaction", 1);

    private final String noun;
    private final String member;
    private final String resourceType;
    private final int sign;

    Kind(String noun, String member, String resourceType, int sign) {
        this.noun = noun;
        this.member = member;
        this.resourceType = resourceType;
        this.sign = sign;
    }

    String noun() {
        return noun;
    }

    /** The member of requests and of webhooks that holds the transaction. */
    String member() {
        return member;
    }

    String resourceType() {
        return resourceType;
    }

    String event() {
        return member + "_insertion";
    }

    BigDecimal onLedger(BigDecimal amount) {
        return sign < 0 ? amount.negate() : amount;
    }
}
