package io.remithub.faults;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.remithub.faults.Snapshot.Registration;
import io.remithub.faults.Snapshot.Shown;
import io.remithub.faults.Snapshot.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** What payers were told, beside what is stored. */
final class Promises {

    private Promises() {}

    static List<String> violations(Snapshot all) {
        var found = new ArrayList<String>();
        var stored = new HashMap<String, Stored>();
        all.intake().payments().forEach(it -> stored.put(it.paymentId(), it));
        for (var told : Checker.accepted(all)) {
            var expected = new Stored(
                    told.paymentId(), told.tenant().id(), told.batchId(), told.reference(), told.amount(), "");
            var is = stored.get(told.paymentId());
            if (is == null) {
                found.add("payment %s was accepted, and is not stored".formatted(told.paymentId()));
            } else if (!new Stored(is.paymentId(), is.tenantId(), is.batchId(), is.reference(), is.amount(), "")
                    .equals(expected)) {
                found.add("payment %s is stored as %s, told as %s".formatted(told.paymentId(), is, expected));
            }
        }
        var batches = new HashSet<String>();
        all.intake().batches().forEach(it -> batches.add(it.tenantId() + it.clientRequestId() + it.batchId()));
        for (var told : all.opened()) {
            if (!batches.contains(told.tenant().id() + told.clientRequestId() + told.batchId())) {
                found.add("batch %s of %s was opened, and is not stored"
                        .formatted(told.batchId(), told.clientRequestId()));
            }
        }
        for (var told : all.registered()) {
            if (!all.registrations().contains(new Registration(told.tenant().id(), told.claimKey()))) {
                found.add("a claim of %s was registered as %s, and its saga has nothing of it"
                        .formatted(told.tenant(), told.claimKey()));
            }
        }
        for (var told : all.obeyed()) {
            if (all.intake().commands().stream().noneMatch(it -> it.is(told))) {
                found.add("%s is not stored".formatted(told));
            }
        }
        var statuses = Checker.byId(all);
        for (var payment : all.intake().payments()) {
            var saga = statuses.get(payment.paymentId());
            if (saga != null && !isSeenAs(payment.status(), saga.status())) {
                found.add("payers see payment %s as %s, and it is %s"
                        .formatted(payment.paymentId(), payment.status(), saga.status()));
            }
        }
        found.addAll(shown(all));
        return found;
    }

    /** Where payers see anything else of a payment than the saga knows of it. */
    private static List<String> shown(Snapshot all) {
        var shown = all.intake().shown().stream().collect(toMap(Shown::paymentId, identity()));
        return all.known().stream()
                .filter(known -> !known.equals(shown.get(known.paymentId())))
                .map(known ->
                        "payers are shown %s, and what is known is %s".formatted(shown.get(known.paymentId()), known))
                .toList();
    }

    /** Whether payers are shown what the saga says. */
    static boolean isSeenAs(String shown, String status) {
        return status.replace("_", "").equalsIgnoreCase(shown);
    }
}
