package io.remithub.intake.inbound.rest.body;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.remithub.intake.config.IntakeConfig;
import io.remithub.intake.domain.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.groups.Default;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.HibernateValidatorFactory;
import org.jspecify.annotations.Nullable;

/** Reads a request's body, strictly and to the end, and checks its bounds. */
@ApplicationScoped
public class RequestReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_TOKENS = 1_000_000;
    /** Of what is missing in a larger body one fault is named, not all: their list would outgrow the body. */
    private static final int TOKENS_TO_LIST_FAULTS_OF = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addHandler(new Faults.Handler())
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new Scalars.Text())
                    .addDeserializer(Money.class, new Scalars.Dollars())
                    .addDeserializer(BigDecimal.class, new Scalars.Decimal())
                    .addDeserializer(Integer.class, new Scalars.Whole())
                    .addDeserializer(Long.class, new Scalars.LongWhole())
                    .addDeserializer(Boolean.class, new Scalars.Flag())
                    .addDeserializer(Instant.class, new Scalars.Moment())
                    .addDeserializer(LocalDate.class, new Scalars.Day()))
            .build();

    private final Validator validator;
    private final Validator stopsAtFirst;
    private final Class<?>[] groups;

    RequestReader(ValidatorFactory validators, IntakeConfig config) {
        this.validator = validators.getValidator();
        this.stopsAtFirst = validators
                .unwrap(HibernateValidatorFactory.class)
                .usingContext()
                .failFast(true)
                .getValidator();
        this.groups =
                config.demandAssumed() ? new Class<?>[] {Default.class, Assumed.class} : new Class<?>[] {Default.class};
    }

    /** @throws Faulty with every fault there is */
    public <T> T read(byte[] body, Class<T> type) {
        var faults = new Faults();
        @Nullable T value = read(body, type, faults);
        if (value == null || !faults.isEmpty()) {
            throw new Faulty(faults.found());
        }
        return value;
    }

    /** The payment of a request that is kept: it was checked when it came. */
    public PaymentBody payment(byte[] request) {
        var faults = new Faults();
        @Nullable Parsed<CreatePayment> parsed = parse(request, CreatePayment.class, faults);
        if (parsed == null || parsed.value() == null || !faults.isEmpty()) {
            throw new IllegalStateException("it was read before");
        }
        return parsed.value().payment();
    }

    /** Likewise, faults noted; null where there is nothing to be checked. */
    <T> @Nullable T read(byte[] body, Class<T> type, Faults faults) {
        @Nullable Parsed<T> parsed = parse(body, type, faults);
        @Nullable T value = parsed == null ? null : parsed.value();
        if (parsed != null && value != null) {
            violations(value, faults, parsed.isLarge() ? stopsAtFirst : validator)
                    .forEach(faults::add);
        } else if (faults.isEmpty()) {
            faults.add(new Fault("", "required", "must be an object"));
        }
        return value;
    }

    private record Parsed<T>(@Nullable T value, long tokens) {
        boolean isLarge() {
            return tokens > TOKENS_TO_LIST_FAULTS_OF;
        }
    }

    private static <T> @Nullable Parsed<T> parse(byte[] body, Class<T> type, Faults faults) {
        ObjectReader reader = JSON.readerFor(type).withAttribute(Faults.key(), faults);
        try (JsonParser parser = reader.createParser(body)) {
            try {
                @Nullable T value = reader.readValue(parser);
                return new Parsed<>(value, parser.currentTokenCount());
            } catch (JsonProcessingException broken) {
                faults.add(parser, code(broken), "cannot be read from here on");
            }
        } catch (IOException broken) {
            faults.add(new Fault("", "malformed", "not JSON in UTF-8"));
        }
        return null;
    }

    private static String code(JsonProcessingException broken) {
        return broken.getOriginalMessage().startsWith("Duplicate") ? "duplicate-member" : "malformed";
    }

    // What could not be read is absent by now: one fault for one place is enough.
    private <T> List<Fault> violations(T value, Faults faults, Validator by) {
        var unread = faults.found().stream().map(Fault::pointer).collect(toSet());
        return by.validate(value, groups).stream()
                .map(Violations::fault)
                .filter(fault -> !unread.contains(fault.pointer()))
                .sorted(Comparator.comparing(Fault::pointer))
                .toList();
    }
}
