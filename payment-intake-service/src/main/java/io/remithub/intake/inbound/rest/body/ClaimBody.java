package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.remithub.intake.domain.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loop 2100: one claim.
 *
 * @param claimAdjustments CAS of the claim itself: an extension, for the payer's guide has none
 */
public record ClaimBody(
        @NotNull @Valid ClaimPayment claimPaymentInformation,
        @Nullable List<@NotNull @Valid Entity> involvedEntitiesInfo,
        @Nullable InPatientAdjudication inPatientAdjudicationInformation,
        @Nullable OutPatientAdjudication outPatientAdjudicationInformation,
        @Nullable List<@NotNull @Valid Reference> relatedIdentification,
        @Nullable List<@NotNull @Valid QualifiedDate> relevantDates,
        @Nullable Contact claimContactInformation,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<SupplementalAmount> claimSupplementalInformation,

        @Nullable List<@NotNull @Valid AdjustmentGroup> claimAdjustments,
        @Nullable List<@NotNull @Valid ServiceLineBody> loop2110) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** CLP. */
    public record ClaimPayment(
            @Identifying(last = 2) @NotNull @Size(min = 1, max = 38)
            String patientControlNumber,

            @NotNull
            @Pattern(regexp = "[1-4]|19|2[0-3]|25", message = "must be a claim status code: 1-4, 19-23 or 25")
            @JsonDeserialize(using = Scalars.Code.class)
            String statusCode,

            @NotNull Money totalChargeAmount,
            @NotNull Money paymentAmount,
            @Nullable Money patientResponsibilityAmount,
            @Nullable @NotNull(groups = Assumed.class) String filingIndicatorCode,

            @Identifying(last = 4) @Nullable @NotNull(groups = Assumed.class) @Size(min = 1, max = 50)
            String payerClaimControlNumber,

            @Nullable String facilityTypeCode,
            @Nullable String claimFrequencyCode,
            @Nullable String diagnosisRelatedGroupDrgCode,
            @Nullable BigDecimal diagnosisRelatedGroupDrgWeight,
            @Nullable BigDecimal dischargeFraction) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** NM1. */
    public record Entity(
            @Nullable String entityIdentifierCode,
            @Nullable String entityTypeQualifier,
            @Identifying @Nullable String lastName,
            @Identifying @Nullable String firstName,
            @Identifying @Nullable String middleNameOrInitial,
            @Identifying @Nullable String nameSuffix,
            @Nullable String identificationCodeQualifier,
            @Identifying(last = 2) @Nullable String entityIdentifier) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** MIA. */
    public record InPatientAdjudication(
            @Nullable Integer coveredDaysOrVisitsCount,
            @Nullable Money ppsOperatingOutlierAmount,
            @Nullable Integer lifetimePsychiatricDaysCount,
            @Nullable Money claimDrgAmount,
            @Nullable String claimPaymentRemarkCode,
            @Nullable Money claimDisproportionateShareAmount,
            @Nullable Money claimMspPassThroughAmount,
            @Nullable Money claimPpsCapitalAmount,
            @Nullable Money ppsCapitalFspDrgAmount,
            @Nullable Money ppsCapitalHspDrgAmount,
            @Nullable Money ppsCapitalDshDrgAmount,
            @Nullable Money oldCapitalAmount,
            @Nullable Money ppsCapitalImeAmount,
            @Nullable Money ppsOperatingHospitalSpecificDrgAmount,
            @Nullable Integer costReportDaysCount,
            @Nullable Money ppsOperatingFederalSpecificDrgAmount) {}

    /** MOA. */
    public record OutPatientAdjudication(
            @Nullable BigDecimal reimbursementRate,
            @Nullable Money hcpcsPayableAmount,
            @Nullable String claimPaymentRemarkCode1,
            @Nullable String claimPaymentRemarkCode2,
            @Nullable String claimPaymentRemarkCode3,
            @Nullable String claimPaymentRemarkCode4,
            @Nullable String claimPaymentRemarkCode5,
            @Nullable Money esrdPaymentAmount) {}

    /** REF. */
    public record Reference(
            @Nullable String referenceIdentificationQualifier,
            @Identifying(last = 2) @Nullable String referenceIdentification) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** DTM. */
    public record QualifiedDate(
            @Nullable String qualifier, @Nullable LocalDate date) {}

    /** PER. */
    public record Contact(
            @Identifying @Nullable String name,
            @Nullable Phone primaryPhone,
            @Nullable Phone secondaryPhone,
            @Identifying @Nullable String email) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Phone(
            @Nullable String type,
            @Identifying(last = 2) @Nullable String number,
            @Identifying @Nullable String extension) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** AMT: informational. */
    public record SupplementalAmount(
            @Nullable String amountQualifierCode, @Nullable Money claimSupplementalInformationAmount) {}

    /** CAS. */
    public record AdjustmentGroup(
            @NotNull @Size(min = 1) String claimAdjustmentGroupCode,
            @Nullable List<@NotNull @Valid AdjustmentBody> adjustments) {}

    public record AdjustmentBody(
            @NotNull @Size(min = 1) String adjustmentReasonCode,
            @NotNull Money monetaryAmount,
            @Nullable BigDecimal adjustmentQuantity) {}
}
