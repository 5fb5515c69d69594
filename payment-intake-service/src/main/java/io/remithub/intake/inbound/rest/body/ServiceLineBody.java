package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.remithub.intake.domain.Money;
import io.remithub.intake.inbound.rest.body.ClaimBody.AdjustmentGroup;
import io.remithub.intake.inbound.rest.body.ClaimBody.SupplementalAmount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loop 2110: one service line. */
public record ServiceLineBody(
        @NotNull @Valid ServicePayment servicePaymentInformation,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<ServiceDate> serviceDate,

        @Nullable List<@NotNull @Valid AdjustmentGroup> serviceAdjustment,
        @Nullable List<@NotNull @Valid LineReference> relatedIdentificationRefSvc,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<SupplementalAmount> serviceSupplementalAmountInformationAmt,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<RemarkCode> healthCareRemarkCode) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** SVC. */
    public record ServicePayment(
            @Nullable Procedure compositeMedicalProcedureId1,
            @Nullable Procedure compositeMedicalProcedureId2,
            @NotNull Money lineItemChargeAmount,
            @NotNull Money lineItemProviderPaymentAmount,
            @Nullable String nationalUniformBillingCommitteeRevenueCode,
            @Nullable BigDecimal quantity1,
            @Nullable BigDecimal quantity2) {}

    public record Procedure(
            @Nullable String productServiceIdQualifier,
            @Nullable String procedureCode,
            @Nullable String procedureModifier1,
            @Nullable String procedureModifier2,
            @Nullable String procedureModifier3,
            @Nullable String procedureModifier4,
            @Nullable String procedureCodeDesc) {}

    /** DTM: 150 start, 151 end, 472 a single day. */
    public record ServiceDate(
            @Nullable String dateTimeQualifier, @Nullable LocalDate date) {}

    /** REF: 6R is the line item control number. */
    public record LineReference(
            @Nullable String referenceIdentificationQualifier,
            @Identifying(last = 2) @Nullable String referenceIdentifier) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** LQ. */
    public record RemarkCode(
            @Nullable String codeListQualifierCode,
            @Nullable String remarkCode) {}
}
