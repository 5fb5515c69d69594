package io.remithub.faults;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a payment may wait for: what was wrong with it on purpose, or what a fault can leave open. Else it is work not done. */
final class Waiting {

    private static final Map<Flaw, String> OF_FLAWS = Map.of(
            Flaw.NOT_REGISTERED, "claim-not-registered",
            Flaw.OUT_OF_BALANCE, "out-of-balance",
            Flaw.PATIENT_UNKNOWN, "patient-unknown",
            Flaw.TAKES_BACK, "posting-review");

    private static final Set<String> STAYS_BEHIND_OR_ENDS_UNASKED = Set.of("CREATED", "HELD", "CANCELLED", "FAILED");

    /** Of what is voided or issued anew, the undoing can be open. */
    private static final Set<String> ENDS = Set.of("COMPLETED", "CANCELLED");

    private Waiting() {}

    /** In words, where it waits for anything else. */
    static List<String> violations(Told.Accepted told, Payment payment, Snapshot all) {
        var found = new ArrayList<String>();
        var forgotten = forgotten(told, payment, all);
        if (forgotten != null) {
            found.add("payment %s is %s, though its payer was told that it %s"
                    .formatted(told.paymentId(), payment.status(), forgotten));
        }
        for (var code : payment.exceptions().stream().flatMap(List::stream).toList()) {
            if (LeftOpen.byAny(code) && ENDS.contains(payment.status())) {
                found.add("payment %s is %s, and waits for %s".formatted(told.paymentId(), payment.status(), code));
            }
            if (!LeftOpen.byAny(code) && !isOfItsFlaw(code, told, all)) {
                found.add("payment %s (%s, %s) waits for %s, and nothing was done that explains it%s"
                        .formatted(
                                told.paymentId(),
                                told.reference(),
                                told.due().flaw(),
                                code,
                                standing(payment, all.postings())));
            }
        }
        return found;
    }

    /** What its payer was told that it does; null where it does just that. Nobody cancels what they release. */
    private static @Nullable String forgotten(Told.Accepted told, Payment payment, Snapshot all) {
        boolean cancelled = payment.status().equals("CANCELLED");
        if (isObeyed("BatchCancelRequested", told, all)) {
            return cancelled ? null : "is cancelled";
        }
        if (cancelled && isObeyed("PaymentRemoved", told, all)) {
            return null;
        }
        boolean started = all.opened().contains(new Told.Opened(told.tenant(), told.reference(), told.batchId()))
                || isObeyed("BatchStartRequested", told, all);
        if (!started) {
            return payment.status().equals("CREATED") ? null : "is not started";
        }
        if (told.holds() && !isObeyed("BatchReleaseRequested", told, all)) {
            return payment.status().equals("HELD") ? null : "is held";
        }
        return STAYS_BEHIND_OR_ENDS_UNASKED.contains(payment.status()) ? "goes on" : null;
    }

    private static boolean isOfItsFlaw(String code, Told.Accepted told, Snapshot all) {
        var flaw = told.due().flaw();
        return code.equals(OF_FLAWS.get(flaw)) && (flaw != Flaw.TAKES_BACK || !isTakenBackFromBooks(told, all));
    }

    /** Whether what it takes back is posted, and was accepted before it by the clocks of who accepted them. */
    private static boolean isTakenBackFromBooks(Told.Accepted told, Snapshot all) {
        var payments = Checker.byId(all);
        return all.accepted().stream()
                .filter(it ->
                        it.tenant() == told.tenant() && it.reference().equals(Remittance.corrected(told.reference())))
                .filter(it -> it.paymentId().compareTo(told.paymentId()) < 0)
                .anyMatch(it -> payments.get(it.paymentId()) instanceof Payment earlier
                        && earlier.status().equals("COMPLETED"));
    }

    private static boolean isObeyed(String command, Told.Accepted payment, Snapshot all) {
        return all.obeyed().stream().anyMatch(it -> it.command().equals(command) && it.isAbout(payment));
    }

    private static String standing(Payment payment, List<Posting> postings) {
        return postings.stream()
                .filter(posting -> posting.paymentId().equals(payment.paymentId()))
                .filter(posting -> !posting.state().equals("CONFIRMED"))
                .map(posting -> "; %s: %s %s".formatted(posting.name(), posting.state(), posting.reason()))
                .collect(Collectors.joining());
    }
}
