package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.StartupEvent;
import io.remithub.orchestrator.config.WorklistConfig;
import io.remithub.orchestrator.domain.ExceptionCause;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** Until when exceptions are to be resolved: of several causes the most urgent counts. */
@ApplicationScoped
public class Deadlines {

    private final WorklistConfig config;

    Deadlines(WorklistConfig config) {
        this.config = config;
    }

    void check(@Observes StartupEvent starting) {
        config.dueWithinByCode().keySet().forEach(ExceptionCode::of);
    }

    public Instant dueAt(OpenException exception) {
        return exception.causes().stream()
                .map(ExceptionCause::code)
                .map(this::within)
                .min(Comparator.naturalOrder())
                .map(exception.openedAt()::plus)
                .orElse(exception.openedAt());
    }

    /** The codes, by the moment before which an exception with one of them must have opened to be overdue now. */
    Map<Instant, Set<String>> overdue(Instant now) {
        return Arrays.stream(ExceptionCode.values())
                .collect(groupingBy(code -> now.minus(within(code)), mapping(ExceptionCode::wire, toSet())));
    }

    /** How long an exception with this code alone may stay open. */
    public Duration within(ExceptionCode code) {
        return config.dueWithinByCode().getOrDefault(code.wire(), config.dueWithin());
    }
}
