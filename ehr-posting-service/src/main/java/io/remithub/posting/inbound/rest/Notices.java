package io.remithub.posting.inbound.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.remithub.posting.application.Notice;
import io.remithub.posting.application.Notice.Verdict;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What partners send, read as far as it concerns a posting and no further. */
final class Notices {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record NexHealth(
            @Nullable String status, @Nullable Data data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(
            @JsonProperty("payment_transaction") @Nullable Transaction payment,

            @JsonProperty("adjustment_transaction") @Nullable
            Transaction adjustment) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Transaction(
            @Nullable String id,
            @JsonProperty("transaction_id") @Nullable String transactionId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Decoda(
            @Nullable String id,
            @Nullable String type,
            @Nullable Charge data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Charge(@Nullable String id, @Nullable String externalId) {}

    private Notices() {}

    /** @return null when it is none */
    static @Nullable Notice nexhealth(byte[] body) {
        var read = read(body, NexHealth.class);
        if (read == null || read.status() == null || read.data() == null) {
            return null;
        }
        var transaction = Stream.of(read.data().payment(), read.data().adjustment())
                .filter(candidate -> candidate != null)
                .findFirst()
                .orElse(null);
        if (transaction == null || (transaction.id() == null && transaction.transactionId() == null)) {
            return null;
        }
        var verdict =
                switch (read.status()) {
                    case "complete" -> Verdict.COMPLETE;
                    case "failed" -> Verdict.FAILED;
                    default -> Verdict.OTHER;
                };
        var of = transaction.id() == null ? transaction.transactionId() : transaction.id();
        // Payments and adjustments are counted apart.
        var kind = transaction == read.data().payment() ? "" : "adjustment/";
        return new Notice(
                "nexhealth", kind + of + ":" + read.status(), transaction.transactionId(), transaction.id(), verdict);
    }

    /** @return null when it is none */
    static @Nullable Notice decoda(byte[] body) {
        var read = read(body, Decoda.class);
        if (read == null || read.id() == null || read.type() == null) {
            return null;
        }
        var charge = read.data() == null ? new Charge(null, null) : read.data();
        var created = read.type().equals("CHARGE_CREATED");
        return new Notice(
                "decoda", read.id(), charge.externalId(), charge.id(), created ? Verdict.COMPLETE : Verdict.OTHER);
    }

    private static <T> @Nullable T read(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
