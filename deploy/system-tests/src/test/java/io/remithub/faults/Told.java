package io.remithub.faults;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Everything that payers were told, and what they were told again when they asked again. */
final class Told {

    /** A batch there is under a request's name. */
    record Opened(Tenant tenant, String clientRequestId, String batchId) {}

    /** A payment there is under a reference. */
    record Accepted(Tenant tenant, String reference, String batchId, String paymentId, long amount) {
        Accepted of(long other) {
            return new Accepted(tenant, reference, batchId, paymentId, other);
        }
    }

    /** A command that was taken.
     * @param paymentId null where it was to a batch */
    record Obeyed(
            Tenant tenant,
            String command,
            String batchId,
            @Nullable String paymentId) {}

    private final Queue<Opened> opened = new ConcurrentLinkedQueue<>();
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> replaced = new ConcurrentHashMap<>();
    private final Queue<Obeyed> obeyed = new ConcurrentLinkedQueue<>();
    private final Queue<String> astonishing = new ConcurrentLinkedQueue<>();

    void add(Opened one) {
        opened.add(one);
    }

    void add(Accepted one) {
        accepted.add(one);
    }

    void add(Obeyed one) {
        obeyed.add(one);
    }

    /** Under its name there is another one now. */
    void replaced(String paymentId, long amount) {
        replaced.put(paymentId, amount);
    }

    /** No answer that a payer should get. */
    void astonishes(String answer) {
        astonishing.add(answer);
    }

    List<Opened> opened() {
        return List.copyOf(opened);
    }

    List<Accepted> accepted() {
        return accepted.stream()
                .map(it -> it.of(replaced.getOrDefault(it.paymentId(), it.amount())))
                .toList();
    }

    List<Obeyed> obeyed() {
        return List.copyOf(obeyed);
    }

    List<String> astonishing() {
        return List.copyOf(astonishing);
    }
}
