package io.remithub.orchestrator.application;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.Startup;
import io.remithub.orchestrator.domain.Command;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.PaymentTerms;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What happened, counted; each counter is there from the start, so that its first step is seen, too. */
@Startup
@ApplicationScoped
class Counts {

    private static final Counter IGNORED = Metrics.counter("hub.events.ignored");
    private static final Counter ASKED = Metrics.counter("hub.claims.asked");
    private static final Counter STUCK = Metrics.counter("hub.payments.stuck");
    private static final Map<PaymentStatus, Counter> DIRECT = moves("direct");
    private static final Map<PaymentStatus, Counter> HOLDING = moves("holding");
    private static final Map<ExceptionCode, Counter> OPENED =
            each(ExceptionCode.class, code -> Metrics.counter("hub.exceptions.opened", "code", code.wire()));

    static void ignored() {
        IGNORED.increment();
    }

    static void asked(Command command) {
        if (command instanceof Command.AskClaimStatus) {
            ASKED.increment();
        }
    }

    /** Passed over, since it cannot follow its batch, or be told to wait for too long. */
    static void stuck() {
        STUCK.increment();
    }

    static void refused(String code) {
        Metrics.counter("hub.commands.refused", "code", code).increment();
    }

    static void moved(PaymentTerms terms, PaymentStatus status) {
        requireNonNull((terms.policy().hold() ? HOLDING : DIRECT).get(status)).increment();
    }

    static void exceptionOpened(ExceptionCode code) {
        requireNonNull(OPENED.get(code)).increment();
    }

    private static Map<PaymentStatus, Counter> moves(String accountClass) {
        return each(
                PaymentStatus.class,
                status ->
                        Metrics.counter("hub.payments.moved", "status", status.wire(), "account_class", accountClass));
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> counter) {
        return Arrays.stream(type.getEnumConstants())
                .collect(toMap(Function.identity(), counter, (one, _) -> one, () -> new EnumMap<>(type)));
    }
}
