package io.remithub.sandbox.script;

import java.util.Arrays;
import java.util.Optional;

/** Every operation of every partner that a script can name. */
public enum Operation {
    AUTH("integrex", "auth"),
    SUBMIT_CLAIM("integrex", "submit-claim"),
    POLL_CLAIM("integrex", "poll-claim"),

    AUTHENTICATE("nexhealth", "authenticate"),
    LIST_PAYMENT_TYPES("nexhealth", "list-payment-types"),
    LIST_ADJUSTMENT_TYPES("nexhealth", "list-adjustment-types"),
    CREATE_TRANSACTION("nexhealth", "create-transaction"),
    LIST_PAYMENTS("nexhealth", "list-payments"),
    GET_PAYMENT("nexhealth", "get-payment"),
    CREATE_ADJUSTMENT("nexhealth", "create-adjustment"),
    LIST_ADJUSTMENTS("nexhealth", "list-adjustments"),
    SYNC_STATUS("nexhealth", "sync-status"),
    CREATE_ENDPOINT("nexhealth", "create-endpoint"),
    LIST_ENDPOINTS("nexhealth", "list-endpoints"),
    UPDATE_ENDPOINT("nexhealth", "update-endpoint"),
    CREATE_SUBSCRIPTION("nexhealth", "create-subscription"),
    LIST_SUBSCRIPTIONS("nexhealth", "list-subscriptions"),
    UPDATE_SUBSCRIPTION("nexhealth", "update-subscription"),

    CREATE_CHARGE("decoda", "create-charge"),
    LIST_CHARGES("decoda", "list-charges"),
    GET_CHARGE("decoda", "get-charge"),
    ADJUST_CHARGE("decoda", "adjust-charge"),
    CREATE_WEBHOOK("decoda", "create-webhook");

    private final String partner;
    private final String word;

    Operation(String partner, String word) {
        this.partner = partner;
        this.word = word;
    }

    public String partner() {
        return partner;
    }

    public String word() {
        return word;
    }

    static boolean hasPartner(String partner) {
        return Arrays.stream(values()).anyMatch(operation -> operation.partner.equals(partner));
    }

    static Optional<Operation> of(String partner, String word) {
        return Arrays.stream(values())
                .filter(operation -> operation.partner.equals(partner) && operation.word.equals(word))
                .findFirst();
    }
}
