package io.remithub.intake.inbound.rest.body;

import io.remithub.schemas.HoldRuleCode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule that there is, with the settings that it needs. */
@Constraint(validatedBy = KnownRule.Fitting.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface KnownRule {

    String message() default "must be a rule that there is";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Absence is another constraint's concern. */
    final class Fitting implements ConstraintValidator<KnownRule, HoldRuleBody> {

        private static final String CODES =
                Arrays.stream(HoldRuleCode.values()).map(HoldRuleCode::wire).collect(Collectors.joining(", "));

        @Override
        @SuppressWarnings("NullAway") // members that could not be read are null until they have been validated
        public boolean isValid(@Nullable HoldRuleBody rule, ConstraintValidatorContext context) {
            if (rule == null || rule.code() == null || rule.settings() == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            var code = HoldRuleCode.of(rule.code());
            if (code.isEmpty()) {
                context.buildConstraintViolationWithTemplate("must be one of " + CODES)
                        .addPropertyNode("code")
                        .addConstraintViolation();
                return false;
            }
            var faults = code.get().faults(rule.texts());
            faults.forEach(fault -> context.buildConstraintViolationWithTemplate(message(fault.kind()))
                    .addPropertyNode("settings")
                    .addContainerElementNode("<map value>", Map.class, 1)
                    .inIterable()
                    .atKey(fault.setting())
                    .addConstraintViolation());
            return faults.isEmpty();
        }

        private static String message(HoldRuleCode.Fault.Kind kind) {
            return switch (kind) {
                case UNKNOWN -> "is no setting of this rule";
                case MISSING -> "must be given";
                case NOT_POSITIVE -> "must be a positive whole number";
            };
        }
    }
}
