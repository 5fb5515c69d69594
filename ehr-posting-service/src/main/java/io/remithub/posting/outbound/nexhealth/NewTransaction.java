package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.remithub.posting.domain.Splits;
import io.remithub.posting.domain.TransactionId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transaction as NexHealth is asked to write it: the amount a number, splits decimal text by id. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewTransaction(
        @JsonProperty("currency") String currency,
        @JsonProperty("patient_id") long patientId,
        @JsonProperty("amount") BigDecimal amount,
        @JsonProperty("type_name") String typeName,
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("paid_at") @Nullable String paidAt,
        @JsonProperty("adjusted_at") @Nullable String adjustedAt,
        @JsonProperty("charge_splits") @Nullable Map<String, String> chargeSplits,
        @JsonProperty("provider_splits") @Nullable Map<String, String> providerSplits) {

    record Payment(@JsonProperty("payment_transaction") NewTransaction transaction) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    record Adjustment(
            @JsonProperty("adjustment_transaction") NewTransaction transaction) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    static Payment payment(long patient, long cents, String type, String id, LocalDate on, Splits splits) {
        return new Payment(of(patient, cents, type, id, on.toString(), null, splits));
    }

    static Adjustment adjustment(long patient, long cents, String type, String id, LocalDate on, Splits splits) {
        return new Adjustment(of(patient, cents, type, id, null, on.toString(), splits));
    }

    private static NewTransaction of(
            long patient,
            long cents,
            String type,
            String id,
            @Nullable String paidAt,
            @Nullable String adjustedAt,
            Splits splits) {
        if (cents <= 0 || !splits.comeTo(cents) || id.length() > TransactionId.LONGEST) {
            throw new IllegalArgumentException("no transaction of NexHealth's");
        }
        var charges = splits instanceof Splits.ByCharge(var amounts) ? text(amounts) : null;
        var providers = splits instanceof Splits.ByProvider(var amounts) ? text(amounts) : null;
        return new NewTransaction("USD", patient, dollars(cents), type, id, paidAt, adjustedAt, charges, providers);
    }

    private static Map<String, String> text(Map<String, Long> amounts) {
        var text = new TreeMap<String, String>();
        amounts.forEach((id, cents) -> text.put(id, dollars(cents).toPlainString()));
        return text;
    }

    private static BigDecimal dollars(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
