package io.remithub.schemas;

import java.util.Arrays;
import java.util.Locale;

/**
 * Every way a payment can get stuck, and what unblocks it: the one list of codes that {@code PaymentExceptionOpened}
 * speaks. On the wire a code is its {@link #wire()} form; an unknown one is to be shown as it stands.
 */
public enum ExceptionCode {
    OUT_OF_BALANCE("Approve the findings, or cancel or void the payment and issue another that balances."),
    CLAIM_NOT_REGISTERED("Register the claim: POST /api/v1/claims. The payment goes on by itself."),
    CLAIM_MISMATCH("The registration does not fit the claim: register it again as it is, then retry."),
    CLAIM_REJECTED(
            "The clearinghouse refused the request: correct the registration, then retry; or confirm with the payer's reference."),
    CLAIM_STATUS_OVERDUE("No final answer in time: ask the payer, then confirm with its reference, retry, or void."),
    CLAIM_STATUS_CANCELLED(
            "An operator stopped asking the clearinghouse: retry, confirm with the payer's reference, or void."),
    PAID_AMOUNT_DIFFERS("The payer's answer names another amount: approve the remittance's, or void."),
    PATIENT_UNKNOWN("Correct the patient in the claim's registration, then retry."),
    PAYMENT_TYPE_UNKNOWN("Create the payment type at the location, or configure one that it has, then retry."),
    AMBIGUOUS_PAYMENT_TYPE("Two payment types share the name at the location: rename one, then retry."),
    EHR_UNSUPPORTED(
            "NexHealth takes no payments for the location's health record: correct the location and retry, or confirm what was entered by hand."),
    POSTING_REJECTED("The health record refused the transaction: correct what it names, then retry or cancel."),
    POSTING_UNCONFIRMED("Look the transaction up in the health record: confirm it, or retry if it is not there."),
    LEDGER_DIFFERS(
            "The ledger does not show what was posted: correct it there, then retry to compare again; or confirm it as it is."),
    POSTING_REVIEW("The location or the payer asks for a review: approve or cancel the posting."),
    CHARGE_UNCONFIRMED("Look the charge up in patient billing: confirm it, or retry if it is not there."),
    CHARGE_REJECTED("Patient billing refused the charge: correct what it names, then retry or cancel."),
    SUSPECTED_DUPLICATE("Same payee, claim and amount as another payment: approve if both are meant, or cancel."),
    HELD_TOO_LONG("Held beyond the agreed time: its payer releases or cancels it; here it can be cancelled."),
    PARTNER_CREDENTIAL_REFUSED("A partner refuses our credential: renew it. Everything waits and goes on by itself.");

    private final String nextAction;

    ExceptionCode(String nextAction) {
        this.nextAction = nextAction;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What unblocks it, for whoever reads the worklist. */
    public String nextAction() {
        return nextAction;
    }

    /** @throws IllegalArgumentException when no code is written so */
    public static ExceptionCode of(String wire) {
        return Arrays.stream(values())
                .filter(code -> code.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exception code " + wire));
    }
}
