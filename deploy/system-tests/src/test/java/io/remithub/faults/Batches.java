package io.remithub.faults;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.remithub.faults.Snapshot.Batch;
import io.remithub.faults.Snapshot.Stored;
import java.util.ArrayList;
import java.util.List;

/** Each batch as its payer sees it, beside its saga, and that beside its payments. */
final class Batches {

    private Batches() {}

    static List<String> violations(Snapshot all) {
        var found = new ArrayList<String>();
        var statuses = all.batches().stream().collect(toMap(Batch::batchId, Batch::status));
        for (var seen : all.intake().batches()) {
            var is = statuses.get(seen.batchId());
            if (is == null || !Promises.isSeenAs(seen.status(), is)) {
                found.add("payers see batch %s as %s, and it is %s".formatted(seen.batchId(), seen.status(), is));
            }
        }
        var payments = Checker.byId(all);
        var underWay = all.intake().payments().stream()
                .filter(it -> payments.get(it.paymentId()) instanceof Snapshot.Payment payment && !payment.hasEnded())
                .map(Stored::batchId)
                .collect(toSet());
        all.batches().stream()
                .filter(it -> it.status().equals("PROCESSING") && !underWay.contains(it.batchId()))
                .forEach(it -> found.add(
                        "batch %s is PROCESSING, and each of its payments has ended".formatted(it.batchId())));
        return found;
    }
}
