package io.remithub.intake.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.DetailedView.Progress;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.application.LifecycleFact.PaymentMoved;
import io.remithub.intake.domain.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How far payments and their claims have come, of those whose rows are locked. */
@ApplicationScoped
class MovedPayments {

    /** Before it is released a payment may be replaced, of which the orchestrator hears later than the payer. */
    private static final Set<String> WAITING = Set.of(Payment.FIRST_STATUS, "Held");

    // What was asked for is shown until it is answered; what asks for nothing of the balance, until it is released.
    private static final String PAYMENTS = """
            update payment p
               set status = m.status, issuance = m.issuance, revision = p.revision + m.times,
                   available_balance = case when m.waiting then p.amount else m.balance end,
                   hold_reasons = string_to_array(m.hold_reasons, ' '),
                   (asked_status, asked_balance, asked_issuance, asked_command) = (
                       select p.asked_status, p.asked_balance, p.asked_issuance, p.asked_command
                        where (m.released and p.asked_balance is null
                               or p.asked_command = any (string_to_array(m.answers, ' '))) is not true)
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as m (payment_id, status, issuance, times, waiting, balance, hold_reasons, released, answers)
             where p.payment_id = m.payment_id""";

    private static final String CLAIMS = """
            update payment_claim c
               set ticket_id = m.ticket_id, category = m.category, transaction_id = m.transaction_id,
                   outcome = m.outcome, charge_outcome = m.charge_outcome, reversal_outcome = m.reversal_outcome,
                   adjustment_outcome = m.adjustment_outcome, check_number = m.check_number
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as m (payment_id, claim_index, ticket_id, category, transaction_id, outcome, charge_outcome,
                      reversal_outcome, adjustment_outcome, check_number)
             where c.payment_id = m.payment_id and c.claim_index = m.claim_index""";

    /** What was told of one payment, in its order: the last counts. */
    private record Told(String payment, List<PaymentMoved> moves) {

        PaymentMoved last() {
            return moves.getLast();
        }

        boolean isWaiting() {
            return WAITING.contains(last().status());
        }

        boolean wasReleased() {
            return moves.stream().anyMatch(moved -> !WAITING.contains(moved.status()));
        }

        String answers() {
            return moves.stream()
                    .flatMap(moved -> Stream.concat(
                            moved.answered().stream(), moved.steps().stream().map(Step::causationId)))
                    .filter(Objects::nonNull)
                    .distinct()
                    .collect(joining(" "));
        }
    }

    private record Place(String payment, int claim) {}

    private record Come(Place of, Progress so) {}

    private final Sql sql;
    private final Steps steps;

    MovedPayments(Sql sql, Steps steps) {
        this.sql = sql;
        this.steps = steps;
    }

    void apply(List<PaymentMoved> moves) {
        if (moves.isEmpty()) {
            return;
        }
        var told = new ArrayList<Told>();
        moves.stream()
                .collect(groupingBy(moved -> moved.payment().value(), LinkedHashMap::new, toList()))
                .forEach((payment, its) -> told.add(new Told(payment, its)));
        sql.update(
                PAYMENTS,
                Column.text(told, Told::payment),
                Column.text(told, it -> it.last().status()),
                Column.ints(told, it -> it.last().issuance()),
                Column.ints(told, it -> it.moves().size()),
                Column.flags(told, Told::isWaiting),
                Column.longs(told, it -> it.last().availableBalance().cents()),
                Column.text(told, it -> String.join(" ", it.last().holdReasons())),
                Column.flags(told, Told::wasReleased),
                Column.text(told, Told::answers));
        applyClaims(moves);
        steps.append(moves);
    }

    private void applyClaims(List<PaymentMoved> moves) {
        var last = new LinkedHashMap<Place, Progress>();
        moves.forEach(moved -> moved.claims()
                .forEach((index, progress) -> last.put(new Place(moved.payment().value(), index), progress)));
        if (last.isEmpty()) {
            return;
        }
        var come = last.entrySet().stream()
                .map(claim -> new Come(claim.getKey(), claim.getValue()))
                .toList();
        sql.update(
                CLAIMS,
                Column.text(come, it -> it.of().payment()),
                Column.ints(come, it -> it.of().claim()),
                Column.text(come, it -> it.so().ticketId()),
                Column.text(come, it -> it.so().category()),
                Column.text(come, it -> it.so().transactionId()),
                Column.text(come, it -> it.so().outcome()),
                Column.text(come, it -> it.so().chargeOutcome()),
                Column.text(come, it -> it.so().reversalOutcome()),
                Column.text(come, it -> it.so().adjustmentOutcome()),
                Column.text(come, it -> it.so().checkNumber()));
    }
}
