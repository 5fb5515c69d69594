package io.remithub.intake.outbound.db;

import static java.util.Objects.requireNonNullElse;

import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.DetailedView.Asked;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.domain.Payment;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that is kept of one payment, put together: a query a table. */
@ApplicationScoped
class Details {

    private static final String BY_PAYER = "PAYER";

    private final AskedCommands commands;
    private final Sealing sealing;

    Details(AskedCommands commands, Sealing sealing) {
        this.commands = commands;
        this.sealing = sealing;
    }

    DetailedView of(PaymentView view) {
        String id = view.id().value();
        PaymentRow payment = PaymentRow.findById(id);
        var request = PaymentRequestRow.of(view.id(), view.issuance());
        return new DetailedView(
                view,
                payment.holdReasons,
                requireNonNullElse(request.findings, payment.findings),
                ClaimRow.<ClaimRow>stream("paymentId = ?1 order by claimIndex", id)
                        .map(ClaimRow::view)
                        .toList(),
                history(payment, commands.of(view)),
                ExceptionRow.<ExceptionRow>find("paymentId = ?1 and resolvedAt is null", id)
                        .firstResultOptional()
                        .map(ExceptionRow::view)
                        .orElse(null),
                RejectedCommandRow.<RejectedCommandRow>stream("paymentId = ?1 order by at", id)
                        .map(RejectedCommandRow::view)
                        .toList(),
                sealing.openBytes(
                        request.sealed, AssociatedData.payment(view.tenant().toString(), id)));
    }

    private static List<Step> history(PaymentRow payment, Map<String, Asked> commands) {
        var created = new Step(Payment.FIRST_STATUS, payment.createdAt, BY_PAYER, null, null)
                .asked(payment.addedBy == null ? null : new Asked(payment.addedBy, null, null));
        var since = StepRow.<StepRow>stream("paymentId = ?1 order by stepId", payment.paymentId)
                .map(StepRow::view)
                .map(step -> step.asked(step.causationId() == null ? null : commands.get(step.causationId())));
        return Stream.concat(Stream.of(created), since).toList();
    }
}
