package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Remittance;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a payer wants of a payment's money. */
public sealed interface IssuanceCommand {

    Asked asked();

    record Void(Asked asked) implements IssuanceCommand {}

    record Reissue(Asked asked, NewTerms terms) implements IssuanceCommand {}

    /** The payer reports the money as drawn. */
    record Settle(Asked asked, LocalDate on) implements IssuanceCommand {}

    /**
     * Of which payment, by whom, and why.
     *
     * @param person as the caller says
     */
    record Asked(
            Caller caller,
            PaymentId payment,
            @Nullable String person,
            @Nullable String reason) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * What a reissue is sent with instead.
     *
     * @param payeeTaxId of a new payee
     * @param changed by name, nothing of their content
     * @param onto turns the request as it was into one with these terms
     * @param remittance what such a request says
     */
    record NewTerms(
            @Nullable String payeeTaxId,
            @Nullable String remitMethod,
            List<String> changed,
            UnaryOperator<byte[]> onto,
            Function<byte[], Remittance> remittance) {

        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
