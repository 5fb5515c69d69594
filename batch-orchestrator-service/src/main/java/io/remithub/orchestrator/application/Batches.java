package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.Trigger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The batches. Their rows are locked after those of payments, in the order of their ids. */
public interface Batches {

    /** @return the ids of those that were not there before */
    Set<String> open(Collection<Batch> batches);

    /** Without a lock: what only a command to the batch itself changes can be relied on by whoever handles commands. */
    List<Batch> read(Collection<String> batchIds);

    List<Batch> lock(Collection<String> batchIds);

    void save(List<BatchMove> moves);

    /** Their payments are to follow, for this reason. */
    void leadPayments(String batchId, Trigger because);

    /** Takes batches whose payments have yet to follow; they are offered again a while later, unless all have. */
    List<String> leading(int limit);

    /** Why the batch's payments move now; empty when all have followed. */
    Optional<Trigger> lead(String batchId, Instant now);

    /** There is more to do, at once. */
    void followOn(String batchId);

    void allFollowed(String batchId);
}
