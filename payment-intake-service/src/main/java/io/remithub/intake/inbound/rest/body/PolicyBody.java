package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.Account.Policy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an account's payments are treated: said whole, so that nothing is changed by being left out. */
@Schema(name = "Policy")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyBody(
        @Schema(description = "What is started waits until somebody releases it") @NotNull
        Boolean hold,

        @Schema(
                description = "What becomes of a remittance that does not balance",
                enumeration = {"OFF", "WARN", "REJECT"})
        @NotNull
        @Pattern(regexp = "OFF|WARN|REJECT", message = "must be OFF, WARN or REJECT")
        String balancePolicy,

        @Schema(
                description = "What unequal control totals mean at start and release",
                enumeration = {"ENFORCE", "WARN"})
        @NotNull
        @Pattern(regexp = "ENFORCE|WARN", message = "must be ENFORCE or WARN")
        String controlTotals,

        @Schema(
                description = "When money is posted",
                enumeration = {"CLAIM_FINAL", "ISSUED"})
        @NotNull
        @Pattern(regexp = "CLAIM_FINAL|ISSUED", message = "must be CLAIM_FINAL or ISSUED")
        String postWhen,

        @Schema(description = "No key that put payments in can release them") @NotNull
        Boolean dualControl,

        @Schema(
                description = "Whether an operator approves each posting",
                enumeration = {"AUTO", "REVIEW"})
        @NotNull
        @Pattern(regexp = "AUTO|REVIEW", message = "must be AUTO or REVIEW")
        String autoPost,

        @Schema(description = "What is held longer opens an exception; absent: it may stay held for ever")
        @Nullable
        @Min(1)
        @Max(LONGEST)
        Long heldSlaSeconds,

        @Schema(description = "Each holds the payments that it fits, whatever hold says") @NotNull @Size(max = 20)
        List<@NotNull @Valid HoldRuleBody> holdRules,

        @Schema(description = "Single payments of a larger batch may be released ahead of it") @NotNull
        Boolean partialRelease) {

    private static final long LONGEST = 1_000_000_000;

    public static PolicyBody of(Policy policy) {
        return new PolicyBody(
                policy.hold(),
                policy.balance().name(),
                policy.controlTotals().name(),
                policy.postWhen().name(),
                policy.dualControl(),
                policy.autoPost().name(),
                policy.heldSla() == null ? null : policy.heldSla().toSeconds(),
                policy.holdRules().stream().map(HoldRuleBody::of).toList(),
                policy.partialRelease());
    }

    public Policy policy() {
        return new Policy(
                hold,
                Account.Balance.valueOf(balancePolicy),
                Account.ControlTotals.valueOf(controlTotals),
                Account.PostWhen.valueOf(postWhen),
                dualControl,
                Account.AutoPost.valueOf(autoPost),
                heldSlaSeconds == null ? null : Duration.ofSeconds(heldSlaSeconds),
                holdRules.stream().map(HoldRuleBody::rule).toList(),
                partialRelease);
    }
}
