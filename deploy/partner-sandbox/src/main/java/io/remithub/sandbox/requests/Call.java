package io.remithub.sandbox.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to a partner. Neither bodies nor query strings are kept.
 *
 * @param operation as scripts name it; null when the call did not get that far
 * @param reference the hub's own key: transaction_id, externalId or trackingId1
 * @param status null while there is no answer; 0 when the connection ended without one
 */
record Call(
        long number,
        Instant at,
        String partner,
        @Nullable String operation,
        String method,
        String path,
        @Nullable String reference,
        @Nullable Integer status,
        @Nullable String traceparent) {

    Call named(String name, @Nullable String key) {
        return new Call(number, at, partner, name, method, path, key, status, traceparent);
    }

    Call answered(int code) {
        return new Call(number, at, partner, operation, method, path, reference, code, traceparent);
    }
}
