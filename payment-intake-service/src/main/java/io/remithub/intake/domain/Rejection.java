package io.remithub.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a command is refused. */
public sealed interface Rejection {

    record UnknownAccount() implements Rejection {}

    /** References that other payments bear already: at least one. */
    record AlreadyIssued(List<Taken> taken) implements Rejection {}

    /** The account refuses it for its findings. */
    record OutOfBalance(List<Finding> findings) implements Rejection {}

    /** No batch of the tenant by the id in the path. */
    record NoSuchBatch() implements Rejection {}

    record NoSuchPayment() implements Rejection {}

    /** The body names a batch that does not exist. */
    record NamedBatchUnknown() implements Rejection {}

    /** The body names a batch other than the one in the path. */
    record NamedBatchDiffers() implements Rejection {}

    record NotOpen(String status) implements Rejection {}

    record NotStarted() implements Rejection {}

    record NotHeld(String status) implements Rejection {}

    record EmptyBatch() implements Rejection {}

    /** @param added on top of the current ones, where something was to be */
    record TotalsDiffer(Totals expected, Totals current, Totals added) implements Rejection {}

    /** Who put payments in cannot release them. */
    record DualControl() implements Rejection {}

    record PartialReleaseDisabled() implements Rejection {}

    record PaymentsUnknown(List<PaymentId> payments) implements Rejection {}

    record PaymentsNotHeld(List<PaymentId> payments) implements Rejection {}

    record PaymentNotOpen(String status) implements Rejection {}

    record NotVoidable(String status) implements Rejection {}

    record NoAvailableBalance() implements Rejection {}

    record NotVoided(String status) implements Rejection {}

    record NotSettleable(String status) implements Rejection {}

    record AlreadySettled() implements Rejection {}

    /** A replacement under another issuerReferenceId. */
    record OtherReference() implements Rejection {}

    /** References of added payments that are taken: by stored payments, or earlier in the same request. */
    record ReferencesTaken(List<TakenReference> taken) implements Rejection {}

    /** Of added payments, those that no event carries, by their places. */
    record SomeTooLarge(List<Integer> indexes) implements Rejection {}

    /** Likewise of registered claims. */
    record ClaimsTooLarge(List<Integer> indexes) implements Rejection {}

    /** Of added payments, those that the account refuses for their findings. */
    record SomeOutOfBalance(List<Unbalanced> payments) implements Rejection {}

    /**
     * @param index of the payment in the request
     * @param by null where the request itself names it twice
     */
    record TakenReference(int index, @Nullable Taken by) implements Rejection.Item {}

    record Unbalanced(int index, List<Finding> findings) implements Rejection.Item {}

    /** One payment's part in a rejection of many. */
    interface Item {
        int index();
    }

    /** What a payer calls a payment by; each names one payment within a tenant. */
    enum Reference {
        CLIENT_REQUEST_ID,
        ISSUER_REFERENCE_ID
    }

    /** @param paymentId null where the reference names a batch without payments */
    record Taken(
            Reference reference, BatchId batchId, @Nullable PaymentId paymentId) {}
}
