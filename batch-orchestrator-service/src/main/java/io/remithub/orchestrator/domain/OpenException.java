package io.remithub.orchestrator.domain;

import java.time.Instant;
import java.util.List;

/**
 * The one open exception of a payment, with everything that stands in its way.
 *
 * @param version counts how often its causes have changed, from 1
 */
public record OpenException(String id, Instant openedAt, int version, List<ExceptionCause> causes) {

    public OpenException {
        causes = List.copyOf(causes);
    }

    public OpenException with(List<ExceptionCause> now) {
        return new OpenException(id, openedAt, version + 1, now);
    }
}
