package io.remithub.intake.inbound.rest.body;

import static java.util.stream.Collectors.toMap;

import io.remithub.intake.domain.Account.HoldRule;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule that holds payments, with all its settings: amounts in cents, windows in seconds. */
@Schema(name = "HoldRule")
@KnownRule
public record HoldRuleBody(
        @Schema(
                enumeration = {
                    "amount-over-limit",
                    "out-of-balance",
                    "suspected-duplicate",
                    "new-payee",
                    "claim-not-registered"
                })
        @NotNull
        String code,

        @Schema(
                description =
                        "limit of amount-over-limit, in cents; window of suspected-duplicate, in seconds; else none")
        @NotNull
        Map<String, @NotNull Long> settings) {

    static HoldRuleBody of(HoldRule rule) {
        return new HoldRuleBody(
                rule.code(),
                rule.settings().entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, setting -> Long.valueOf(setting.getValue()))));
    }

    HoldRule rule() {
        return new HoldRule(code, texts());
    }

    Map<String, String> texts() {
        return settings.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .collect(toMap(Map.Entry::getKey, setting -> setting.getValue().toString()));
    }
}
