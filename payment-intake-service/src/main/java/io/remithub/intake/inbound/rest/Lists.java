package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.BatchFilter;
import io.remithub.intake.application.BatchView;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked for when a list is. */
final class Lists {

    static final List<String> PAYMENT_STATUSES = List.of(
            "Created",
            "Held",
            "Loading",
            "DocumentsGenerating",
            "RemittanceRequested",
            "DocumentsDistributing",
            "DistributionAssigned",
            "Requested",
            "Sent",
            "Completed",
            "Voided",
            "Reissuing",
            "Cancelled",
            "Failed");

    static final List<String> BATCH_STATUSES =
            Arrays.stream(BatchStatus.values()).map(BatchStatus::wire).toList();

    static final String NEWEST = "newest";
    static final String OLDEST = "oldest";
    static final int MOST = 100;
    static final int USUAL = 50;

    private Lists() {}

    /** @param cursor of this very list */
    record Asked<F>(F filter, Slice slice, Cursor cursor) {

        Listed<PaymentJson> payments(Page<PaymentView> page) {
            return answer(page, PaymentJson::of, payment -> payment.id().value());
        }

        Listed<BatchJson> batches(Page<BatchView> page) {
            return answer(page, BatchJson::of, batch -> batch.id().value());
        }

        private <V, T> Listed<T> answer(Page<V> page, Function<V, T> json, Function<V, String> id) {
            return new Plain(slice, cursor).answer(page, json, id);
        }
    }

    /** @param nextCursor absent where the list ends */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed<T>(List<T> data, @Nullable String nextCursor) {}

    static Asked<PaymentFilter> payments(Query query, TenantId tenant) {
        var filter = new PaymentFilter(
                query.text("issuerReferenceId"),
                query.text("clientRequestId"),
                query.text("issuerPaymentId"),
                query.text("batchId"),
                query.anyOf("status", PAYMENT_STATUSES),
                query.text("accountShortCode"),
                query.text("subAccountShortCode"),
                query.instant("createdFrom"),
                query.instant("createdTo"),
                query.date("paymentDateFrom"),
                query.date("paymentDateTo"));
        inOrder(query, "createdTo", filter.createdFrom(), filter.createdTo());
        inOrder(query, "paymentDateTo", filter.paymentDateFrom(), filter.paymentDateTo());
        return asked(query, tenant, filter);
    }

    static Asked<BatchFilter> batches(Query query, TenantId tenant) {
        var filter = new BatchFilter(
                query.text("clientRequestId"),
                query.anyOf("status", BATCH_STATUSES),
                query.text("accountShortCode"),
                query.text("subAccountShortCode"),
                query.instant("createdFrom"),
                query.instant("createdTo"));
        inOrder(query, "createdTo", filter.createdFrom(), filter.createdTo());
        return asked(query, tenant, filter);
    }

    /** The first payments of a batch: what follows them is in the list of its payments, the oldest first. */
    static Asked<PaymentFilter> paymentsOf(BatchId batch, TenantId tenant) {
        var filter = PaymentFilter.ofBatch(batch.value());
        return new Asked<>(filter, new Slice(false, USUAL, null), new Cursor(tenant, OLDEST + filter));
    }

    private static <F> Asked<F> asked(Query query, TenantId tenant, F filter) {
        String order = query.oneOf("order", NEWEST, OLDEST);
        int limit = query.whole("limit", 1, MOST, USUAL);
        var cursor = new Cursor(tenant, order + filter);
        String after = after(query, cursor);
        query.check();
        return new Asked<>(filter, new Slice(order.equals(NEWEST), limit, after), cursor);
    }

    /** A list that is never asked for otherwise, the oldest first. */
    record Plain(Slice slice, Cursor cursor) {

        /** @param id 32 hexadecimal digits */
        <V, T> Listed<T> answer(Page<V> page, Function<V, T> json, Function<V, String> id) {
            return new Listed<>(
                    page.items().stream().map(json).toList(),
                    page.more() ? cursor.after(id.apply(page.items().getLast())) : null);
        }
    }

    static Plain plain(Query query, @Nullable TenantId tenant, String list) {
        int limit = query.whole("limit", 1, MOST, USUAL);
        var cursor = new Cursor(tenant, list);
        String after = after(query, cursor);
        query.check();
        return new Plain(new Slice(false, limit, after), cursor);
    }

    static @Nullable String after(Query query, Cursor cursor) {
        String given = query.text("cursor");
        if (given == null) {
            return null;
        }
        var after = cursor.read(given);
        if (after.isEmpty()) {
            query.fault("cursor", "unknown", "must be a nextCursor of the same list, with the same filters and order");
        }
        return after.orElse(null);
    }

    private static <T extends Comparable<? super T>> void inOrder(
            Query query, String name, @Nullable T from, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            query.fault(name, "out-of-bounds", "must not lie before the beginning");
        }
    }
}
