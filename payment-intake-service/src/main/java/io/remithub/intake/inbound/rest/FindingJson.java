package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Money;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A finding of the balance check with its arithmetic: dollars, or a count where the code counts.
 *
 * @param severity BLOCKING, WARNING or NOTE
 * @param blocking the payment waits for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Finding")
record FindingJson(
        String code,
        String level,
        @Nullable Integer claimIndex,
        @Nullable Integer lineIndex,
        @Nullable BigDecimal expected,
        @Nullable BigDecimal actual,
        String severity,
        boolean blocking,
        String message) {

    static FindingJson of(Finding finding) {
        return new FindingJson(
                finding.code().wire(),
                finding.level().name(),
                finding.claimIndex(),
                finding.lineIndex(),
                figure(finding, finding.expected()),
                figure(finding, finding.actual()),
                finding.code().severity().name(),
                finding.code().blocking(),
                finding.code().message());
    }

    private static @Nullable BigDecimal figure(Finding finding, @Nullable Long figure) {
        if (figure == null) {
            return null;
        }
        return finding.code().isMoney() ? new Money(figure).dollars() : BigDecimal.valueOf(figure);
    }
}
