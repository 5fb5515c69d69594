package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.domain.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loop 2000: claims of one provider, with its summaries, which are informational. */
public record ClaimLevel(
        @Nullable ProviderSummary providerSummaryInformation,
        @Nullable SupplementalProviderSummary supplementalProviderSummaryInformation,
        @Nullable List<@NotNull @Valid ClaimBody> claimLoop) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** TS3. */
    public record ProviderSummary(
            @Nullable String referenceIdentification,
            @Nullable String facilityCode,
            @Nullable LocalDate date,
            @Nullable BigDecimal quantity,
            @Nullable Money monetaryAmount) {}

    /** TS2. */
    public record SupplementalProviderSummary(
            @Nullable Money totalDrgAmount,
            @Nullable Money totalFederalSpecificAmount,
            @Nullable Money totalHospitalSpecificAmount,
            @Nullable Money totalDisproportionateShareAmount,
            @Nullable Money totalCapitalAmount,
            @Nullable Money totalImeAmount,
            @Nullable Integer totalOutlierDayCount,
            @Nullable Money totalDayOutlierAmount,
            @Nullable Money totalCostOutlierAmount,
            @Nullable BigDecimal averageDrgLengthOfStay,
            @Nullable Integer totalDischargeCount,
            @Nullable Integer totalCostReportDayCount,
            @Nullable Integer totalCoveredDayCount,
            @Nullable Integer totalNonCoveredDayCount,
            @Nullable Money totalMspPassThroughAmount,
            @Nullable BigDecimal averageDrgWeight,
            @Nullable Money totalPpsCapitalFspDrgAmount,
            @Nullable Money totalPpsCapitalHspDrgAmount,
            @Nullable Money totalPpsDshDrgAmount) {}
}
