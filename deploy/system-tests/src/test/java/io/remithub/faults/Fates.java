package io.remithub.faults;

import io.remithub.faults.Remittance.Flaw;
import java.util.Collection;
import java.util.List;

/**
 * How many of some payments came how far.
 *
 * @param waiting with an exception
 * @param flawless of those, with nothing wrong with them
 */
record Fates(int completed, int waiting, int flawless) {

    static Fates of(Collection<Told.Accepted> accepted, Snapshot all) {
        var payments = Checker.byId(all);
        int completed = 0;
        int waiting = 0;
        int flawless = 0;
        for (var told : Checker.once(accepted)) {
            var payment = payments.get(told.paymentId());
            if (payment == null) {
                continue;
            }
            if (!payment.exceptions().isEmpty()) {
                waiting++;
                flawless += told.due().flaw() == Flaw.NONE ? 1 : 0;
            } else if (payment.status().equals("COMPLETED")) {
                completed++;
            }
        }
        return new Fates(completed, waiting, flawless);
    }

    /** Where everything waits, nothing can be wrong, and nothing was done. */
    List<String> violations() {
        return flawless > 0 && completed == 0
                ? List.of(Checker.I1.violated("%d payments wait, %d with nothing wrong with them, and none is completed"
                        .formatted(waiting, flawless)))
                : List.of();
    }
}
