package io.remithub.faults;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Everything that payers were told, and what they were told again when they asked again. */
final class Told {

    /** A batch there is under a request's name. */
    record Opened(Tenant tenant, String clientRequestId, String batchId) {}

    /**
     * A payment there is under a reference.
     *
     * @param holds whether its account holds what is started
     */
    record Accepted(
            Tenant tenant, String reference, String batchId, String paymentId, boolean holds, long amount, Due due) {
        static Accepted of(Tenant tenant, Remittance remittance, String batchId, String paymentId, Account account) {
            return of(tenant, remittance, batchId, paymentId, account.holds());
        }

        private static Accepted of(
                Tenant tenant, Remittance remittance, String batchId, String paymentId, boolean holds) {
            return new Accepted(
                    tenant, remittance.reference(), batchId, paymentId, holds, remittance.amount(), remittance.due());
        }

        private Accepted now(Remittance other) {
            return of(tenant, other, batchId, paymentId, holds);
        }
    }

    /** A claim whose registration was taken. */
    record Registered(Tenant tenant, String claimKey) {}

    /**
     * A command that was taken.
     *
     * @param paymentId null where it was to a batch
     * @param named those of the batch that it was about; none where it was about all
     */
    record Obeyed(
            Tenant tenant,
            String command,
            String batchId,
            @Nullable String paymentId,
            List<String> named) {

        Obeyed(Tenant tenant, String command, String batchId, @Nullable String paymentId) {
            this(tenant, command, batchId, paymentId, List.of());
        }

        boolean isAbout(Accepted payment) {
            return tenant == payment.tenant()
                    && batchId.equals(payment.batchId())
                    && (paymentId == null
                            ? named.isEmpty() || named.contains(payment.paymentId())
                            : paymentId.equals(payment.paymentId()));
        }
    }

    private final Queue<Opened> opened = new ConcurrentLinkedQueue<>();
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, Remittance> replaced = new ConcurrentHashMap<>();
    private final Set<Registered> registered = ConcurrentHashMap.newKeySet();
    private final Queue<Obeyed> obeyed = new ConcurrentLinkedQueue<>();
    private final Queue<String> tooEarly = new ConcurrentLinkedQueue<>();
    private final Queue<String> astonishing = new ConcurrentLinkedQueue<>();

    void add(Opened one) {
        opened.add(one);
    }

    void add(Accepted one) {
        accepted.add(one);
    }

    void add(Registered one) {
        registered.add(one);
    }

    void add(Obeyed one) {
        obeyed.add(one);
    }

    /** Under its name there is another one now. */
    void replaced(String paymentId, Remittance other) {
        replaced.put(paymentId, other);
    }

    /** A command that was refused, since its payment was not there yet. */
    void tooEarly(String command) {
        tooEarly.add(command);
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
                .map(it -> replaced.get(it.paymentId()) instanceof Remittance other ? it.now(other) : it)
                .toList();
    }

    Set<Registered> registered() {
        return Set.copyOf(registered);
    }

    List<Obeyed> obeyed() {
        return List.copyOf(obeyed);
    }

    List<String> tooEarly() {
        return List.copyOf(tooEarly);
    }

    List<String> astonishing() {
        return List.copyOf(astonishing);
    }
}
