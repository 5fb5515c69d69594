package io.remithub.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.remithub.faults.Snapshot.Batch;
import io.remithub.faults.Snapshot.Command;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Stored;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is there beside all that payers were told of: whoever asks twice, and is heard twice, never learns of one of the two. */
final class Strangers {

    private Strangers() {}

    static List<String> violations(Snapshot all) {
        var payments = all.accepted().stream().map(Told.Accepted::paymentId).collect(toSet());
        var batches = all.opened().stream().map(Told.Opened::batchId).collect(toSet());
        return Stream.of(
                        beside(
                                payments,
                                all.intake().payments().stream().map(Stored::paymentId),
                                "payment %s is stored"),
                        beside(payments, all.payments().stream().map(Payment::paymentId), "payment %s has a saga"),
                        beside(payments, all.postings().stream().map(Posting::paymentId), "payment %s is posted"),
                        beside(batches, all.intake().batches().stream().map(Batch::batchId), "batch %s is stored"),
                        beside(batches, all.batches().stream().map(Batch::batchId), "batch %s has a saga"),
                        commands(all))
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<String> beside(Set<String> told, Stream<String> there, String where) {
        return there.filter(id -> !told.contains(id))
                .distinct()
                .map(id -> where.formatted(id) + ", and nobody was told of it");
    }

    /** What was so already when it was asked for is stored by no second one: fewer than were told of may be there, never more. */
    private static Stream<String> commands(Snapshot all) {
        var told = all.obeyed().stream().map(Asked::of).collect(groupingBy(it -> it, counting()));
        return all.intake().commands().stream()
                .map(Asked::of)
                .collect(groupingBy(it -> it, counting()))
                .entrySet()
                .stream()
                .filter(it -> it.getValue() > told.getOrDefault(it.getKey(), 0L))
                .map(it -> "%s is stored %d times, and its payer was told %d times that it is obeyed"
                        .formatted(it.getKey(), it.getValue(), told.getOrDefault(it.getKey(), 0L)));
    }

    /** @param paymentId null where it is to a batch */
    private record Asked(
            String command, String batchId, @Nullable String paymentId) {

        static Asked of(Told.Obeyed told) {
            return new Asked(told.command(), told.batchId(), told.paymentId());
        }

        static Asked of(Command stored) {
            return new Asked(stored.kind(), stored.batchId(), stored.paymentId());
        }
    }
}
