package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.domain.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One payment with its remittance, after X12 835. */
public record PaymentBody(
        @NotNull @Valid PaymentDetails paymentDetails,
        @NotNull @Valid PayeeDetails payeeDetails,
        @Nullable @Valid ShippingDetails shippingDetails,
        @NotNull @Min(0) Integer totalNumberClaims,
        @Nullable List<@NotNull @Valid ClaimLevel> claimLevelInformation,
        @Nullable List<@NotNull @Valid ProviderLevelAdjustment> providerLevelAdjustment) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    public record PaymentDetails(
            @Nullable @Size(min = 1, max = 255) String issuerPaymentId,
            @NotNull @Size(min = 1, max = 255) String issuerReferenceId,
            @Nullable @NotNull(groups = Assumed.class) LocalDate paymentDate,
            @Nullable LocalDate adjudicationCutoffDate,
            @Nullable String adjudicationVersion,
            @NotNull @Payable Money amount,

            @Nullable @NotNull(groups = Assumed.class) @Size(min = 1, max = 255)
            String remitMethod,

            @Nullable String jurisdictionalBody,
            @Nullable @PositiveOrZero Integer numberOfAttachedPDFs) {}

    public record PayeeDetails(
            @Nullable @NotNull(groups = Assumed.class) String name,

            @Nullable @NotNull(groups = Assumed.class) @Valid
            Address address,

            @Identifying(last = 4) @NotNull @Pattern(regexp = "\\d{9}", message = "must be 9 digits")
            String taxId,

            @Nullable @Pattern(regexp = "\\d{10}", message = "must be 10 digits")
            String npiId,

            @Nullable String receiverId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** Overrides the payee's name and address for delivery. */
    public record ShippingDetails(
            @Nullable String name, @Nullable @Valid Address address) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Address(
            @Nullable @NotNull(groups = Assumed.class) String address1,
            @Nullable String address2,
            @Nullable @NotNull(groups = Assumed.class) String city,
            @Nullable @NotNull(groups = Assumed.class) String state,
            @Nullable @NotNull(groups = Assumed.class) String postalCode,
            @Nullable @NotNull(groups = Assumed.class) String country) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** PLB. */
    public record ProviderLevelAdjustment(
            @Nullable String providerIdentifier,
            @Nullable LocalDate fiscalPeriodDate,
            @Nullable List<@NotNull @Valid ProviderAdjustment> adjustments) {}

    /** Positive decreases the payment, negative increases it. */
    public record ProviderAdjustment(
            @NotNull @Size(min = 1) String reasonCode,
            @Identifying @Nullable String identifier,
            @NotNull Money amount) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
