package io.remithub.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is anywhere, once nothing moves any more. Amounts in cents. */
record Snapshot(
        List<Told.Opened> opened,
        List<Told.Accepted> accepted,
        List<Told.Obeyed> obeyed,
        Set<Told.Registered> registered,
        Intake intake,
        Set<Registration> registrations,
        List<Shown> known,
        List<Batch> batches,
        List<Payment> payments,
        List<GivenUp> givenUp,
        List<Posting> postings,
        List<LedgerEntry> ledger,
        List<Event> events,
        Map<String, Map<String, Long>> sequences,
        Map<String, Integer> outboxes,
        List<Parked> parked,
        Set<Place> injected,
        Set<String> leaks) {

    /** What the front door has stored. */
    record Intake(List<Stored> payments, List<Shown> shown, List<Batch> batches, List<Command> commands) {}

    /** A payment at the front door. */
    record Stored(String paymentId, String tenantId, String batchId, String reference, long amount, String status) {}

    /**
     * What its payer is shown of a payment, beside what it is, or what the saga would show.
     *
     * @param exceptions the open ones: the id of each, and its codes in order
     * @param claims by their index: what the clearinghouse and the partners said of each, in words
     * @param steps each that it has taken since it was accepted, in words
     */
    record Shown(
            String paymentId,
            int issuance,
            long available,
            List<String> exceptions,
            List<String> claims,
            List<String> steps) {}

    /** At the front door, or as the saga has it. */
    record Batch(String batchId, String tenantId, String clientRequestId, String status) {}

    /**
     * What a payer ordered.
     *
     * @param paymentId null where it is to a batch
     * @param outcome null until it is answered
     */
    record Command(
            String kind,
            String batchId,
            @Nullable String paymentId,
            @Nullable String outcome) {

        boolean is(Told.Obeyed told) {
            return kind.equals(told.command())
                    && batchId.equals(told.batchId())
                    && Objects.equals(paymentId, told.paymentId());
        }
    }

    /** What the saga has of a claim. */
    record Registration(String tenantId, String claimKey) {}

    /**
     * A payment as the saga has it.
     *
     * @param available of the amount, what is neither settled nor voided
     * @param providerAdjustments what goes beside the claims
     * @param exceptions the open ones, each with what it says
     * @param undone whatever issuances before had posted, and this one if it is voided
     */
    record Payment(
            String paymentId,
            String tenantId,
            String status,
            int issuance,
            long amount,
            long available,
            long providerAdjustments,
            List<List<String>> exceptions,
            boolean undone) {

        private static final Set<String> ENDS = Set.of("COMPLETED", "VOIDED", "CANCELLED", "FAILED");

        boolean hasEnded() {
            return ENDS.contains(status);
        }
    }

    /**
     * A question about a claim that the poller gave up, as the clearinghouse has it.
     *
     * @param forgotten the clearinghouse once said that it did not know it
     * @param answered it has an answer to it, or had one
     * @param lived from when it was asked first until it was given up
     */
    record GivenUp(String paymentId, String ticketId, boolean forgotten, boolean answered, Duration lived) {}

    /**
     * One effect at a partner, as posting has it.
     *
     * @param references every name that it was sent by
     * @param attempts how often it was sent
     */
    record Posting(
            String paymentId,
            int claimIndex,
            int issuance,
            String purpose,
            String state,
            @Nullable String reason,
            long amount,
            Set<String> references,
            int attempts) {

        /** It was sent, and sent once more, and each time it is proven that it did not arrive. */
        boolean isTwiceProvenAbsent() {
            return isProvenAbsent() && attempts >= 2;
        }

        boolean isProvenAbsent() {
            return state.equals("UNKNOWN") && "proven-absent".equals(reason);
        }

        String name() {
            return "%s of claim %d, issuance %d, of %s".formatted(purpose, claimIndex, issuance, paymentId);
        }
    }

    /**
     * What is on a partner's books: money that came is positive, money taken back is negative.
     *
     * @param whose in the words of {@link Due.Whose}
     * @param standing it is there; what failed is not
     */
    record LedgerEntry(Book book, String reference, String whose, long amount, boolean standing) {}

    enum Book {
        HEALTH_RECORD,
        BILLING
    }

    /**
     * A record on a stream of the hub's, in the order of its partition.
     *
     * @param id the same wherever it is repeated
     */
    record Event(Place place, String id, String subject, long sequence) {}

    record Place(String topic, int partition, long offset) {}

    record Parked(String service, Place place, String code) {}
}
