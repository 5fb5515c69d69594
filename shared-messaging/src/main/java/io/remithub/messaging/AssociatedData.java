package io.remithub.messaging;

/** Where sealed bytes belong: they open nowhere else. */
public record AssociatedData(String text) {

    /** What is said of a batch as a whole. */
    public static AssociatedData batch(String tenantId, String batchId) {
        return new AssociatedData("%s|batch|%s".formatted(tenantId, batchId));
    }

    public static AssociatedData claim(String tenantId, String claimKey) {
        return new AssociatedData("%s|claim|%s".formatted(tenantId, claimKey));
    }

    public static AssociatedData payment(String tenantId, String paymentId) {
        return new AssociatedData("%s|payment|%s".formatted(tenantId, paymentId));
    }

    /** One claim's part of a payment. */
    public static AssociatedData part(String tenantId, String paymentId, int claimIndex) {
        return new AssociatedData("%s|payment|%s/%d".formatted(tenantId, paymentId, claimIndex));
    }
}
