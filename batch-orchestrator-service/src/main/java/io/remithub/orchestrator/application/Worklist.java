package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.About;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.OpenException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open exceptions, oldest first. */
public interface Worklist {

    /**
     * @param owner who works on it
     * @param proposal what one person decided and another has yet to confirm
     */
    record Item(
            String tenantId,
            String batchId,
            String paymentId,
            OpenException exception,
            @Nullable String owner,
            @Nullable Proposal proposal) {}

    record Proposal(Action action, About about, String by, Instant at) {

        boolean isOf(Action other, About itsAbout) {
            return action == other && about.equals(itsAbout);
        }
    }

    /**
     * @param openedBefore null: whenever
     * @param overdue one of the codes, opened before the moment beside it; empty: overdue or not
     * @param after the id of the last one seen
     */
    record Query(
            @Nullable String tenantId,
            @Nullable String batchId,
            @Nullable String paymentId,
            @Nullable String code,
            @Nullable String owner,
            @Nullable Instant openedBefore,
            Map<Instant, Set<String>> overdue,
            @Nullable String after,
            int limit) {}

    List<Item> open(Query query);

    /** Of one that is open. */
    Optional<Item> open(String exceptionId);

    /** Of one that is open: whom to lock before it is looked at. */
    Optional<String> paymentOf(String exceptionId);

    /**
     * In place of what was proposed before, under the payment's lock. A proposal goes with the causes that it was of.
     *
     * @param proposal null: nothing any more
     */
    void propose(String exceptionId, @Nullable Proposal proposal);

    /** @param owner null: nobody any more */
    void assign(String exceptionId, @Nullable String owner);
}
