package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.OpenException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The open exceptions, oldest first. */
public interface Worklist {

    record Item(String tenantId, String batchId, String paymentId, OpenException exception) {}

    /** @param after the id of the last one seen */
    record Query(
            @Nullable String tenantId,
            @Nullable String paymentId,
            @Nullable String code,
            @Nullable String after,
            int limit) {}

    List<Item> open(Query query);

    /** Of an exception that is open. */
    Optional<String> paymentOf(String exceptionId);
}
