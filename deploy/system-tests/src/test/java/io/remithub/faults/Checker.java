package io.remithub.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.remithub.faults.Snapshot.Payment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be true of the whole, whatever happened: each rule says in words where it is not. */
enum Checker {
    I1("every accepted payment ends, or waits and says for what") {
        @Override
        List<String> violations(Snapshot all) {
            var payments = byId(all);
            var found = new ArrayList<String>();
            for (var told : accepted(all)) {
                var payment = payments.get(told.paymentId());
                var why = notAtRest(told.paymentId(), payment);
                if (why != null) {
                    found.add(why);
                }
                if (payment != null) {
                    found.addAll(Waiting.violations(told, payment, all));
                }
            }
            return found;
        }
    },
    I2("every cent that was accepted is somewhere") {
        @Override
        List<String> violations(Snapshot all) {
            return Money.of(all).violations();
        }
    },
    I3("a claim is posted once an issuance, and charged once") {
        @Override
        List<String> violations(Snapshot all) {
            var found = new ArrayList<>(Effects.of(all).violations());
            found.addAll(Books.violations(all));
            return found;
        }
    },
    I4("events are gapless and in order") {
        @Override
        List<String> violations(Snapshot all) {
            return Order.violations(all);
        }
    },
    I5("what a payer was told is stored, and what was ordered is done") {
        @Override
        List<String> violations(Snapshot all) {
            var found = new ArrayList<>(Promises.violations(all));
            found.addAll(Obedience.violations(all));
            found.addAll(Batches.violations(all));
            return found;
        }
    },
    I6("nothing waits to be sent, and nothing is set aside but what was never ours") {
        @Override
        List<String> violations(Snapshot all) {
            var found = new ArrayList<String>();
            all.outboxes().forEach((service, rows) -> {
                if (rows > 0) {
                    found.add("%d events wait in the outbox of %s".formatted(rows, service));
                }
            });
            var parked = all.parked().stream().map(Snapshot.Parked::place).collect(Collectors.toSet());
            all.parked().stream()
                    .filter(it -> !all.injected().contains(it.place()))
                    .forEach(it -> found.add("%s set aside %s: %s".formatted(it.service(), it.place(), it.code())));
            all.injected().stream()
                    .filter(it -> !parked.contains(it))
                    .forEach(it -> found.add("what was put at %s is not set aside".formatted(it)));
            return found;
        }
    },
    I7("no patient is named in clear") {
        @Override
        List<String> violations(Snapshot all) {
            return List.copyOf(all.leaks());
        }
    },
    I8("who asks again is told the same, and nothing else was taken in") {
        @Override
        List<String> violations(Snapshot all) {
            var found = new ArrayList<>(Strangers.violations(all));
            all.opened().stream()
                    .collect(groupingBy(it -> it.tenant() + " " + it.clientRequestId()))
                    .forEach((request, told) -> same(request, told, Told.Opened::batchId, found));
            all.accepted().stream()
                    .collect(groupingBy(it -> it.tenant() + " " + it.reference()))
                    .forEach((reference, told) ->
                            same(reference, told, it -> it.batchId() + "/" + it.paymentId(), found));
            return found;
        }
    };

    private static final Set<String> WITH_THE_PAYER = Set.of("CREATED", "HELD");

    private final String sentence;

    Checker(String sentence) {
        this.sentence = sentence;
    }

    abstract List<String> violations(Snapshot all);

    /** Those of all rules. */
    static List<String> check(Snapshot all) {
        var found = new ArrayList<String>();
        for (var rule : values()) {
            rule.violations(all).forEach(it -> found.add(rule.violated(it)));
        }
        return found;
    }

    String violated(String how) {
        return "%s (%s): %s".formatted(this, sentence, how);
    }

    /** Whether a violation is of this rule. */
    boolean says(String violation) {
        return violation.startsWith(violated(""));
    }

    static Map<String, Payment> byId(Snapshot all) {
        return all.payments().stream().collect(toMap(Payment::paymentId, Function.identity()));
    }

    static Collection<Told.Accepted> accepted(Snapshot all) {
        return once(all.accepted());
    }

    /** Each once, however often it was told. */
    static Collection<Told.Accepted> once(Collection<Told.Accepted> accepted) {
        return accepted.stream()
                .collect(toMap(Told.Accepted::paymentId, Function.identity(), (one, _) -> one))
                .values();
    }

    private static @Nullable String notAtRest(String paymentId, @Nullable Payment payment) {
        if (payment == null) {
            return "payment %s is lost".formatted(paymentId);
        }
        if (payment.exceptions().size() > 1) {
            return "payment %s has %d open exceptions"
                    .formatted(paymentId, payment.exceptions().size());
        }
        if (payment.exceptions().isEmpty() && !payment.undone()) {
            return "payment %s is %s, what was posted before is not undone, and nothing says why"
                    .formatted(paymentId, payment.status());
        }
        if (payment.exceptions().isEmpty()) {
            return payment.hasEnded() || WITH_THE_PAYER.contains(payment.status())
                    ? null
                    : "payment %s is %s, and nothing says why".formatted(paymentId, payment.status());
        }
        return payment.exceptions().getFirst().isEmpty()
                ? "payment %s waits, and its exception does not say for what".formatted(paymentId)
                : null;
    }

    private static <T> void same(String asked, List<T> told, Function<T, String> answer, List<String> found) {
        var answers = told.stream().map(answer).collect(Collectors.toSet());
        if (answers.size() > 1) {
            found.add("%s was answered %s".formatted(asked, answers));
        }
    }
}
