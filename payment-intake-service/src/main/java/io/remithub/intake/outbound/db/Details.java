package io.remithub.intake.outbound.db;

import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.domain.Payment;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is kept of one payment, put together: a query a table. */
final class Details {

    private static final String BY_PAYER = "PAYER";

    private Details() {}

    /** @param request what is in the sealed one */
    static DetailedView of(PaymentView view, PaymentRow payment, PaymentRequestRow sealed, byte[] request) {
        String id = payment.paymentId;
        return new DetailedView(
                view,
                payment.holdReasons,
                sealed.findings == null ? payment.findings : sealed.findings,
                ClaimRow.<ClaimRow>stream("paymentId = ?1 order by claimIndex", id)
                        .map(ClaimRow::view)
                        .toList(),
                history(payment),
                ExceptionRow.<ExceptionRow>find("paymentId = ?1 and resolvedAt is null", id)
                        .firstResultOptional()
                        .map(ExceptionRow::view)
                        .orElse(null),
                RejectedCommandRow.<RejectedCommandRow>stream("paymentId = ?1 order by at", id)
                        .map(RejectedCommandRow::view)
                        .toList(),
                request);
    }

    private static List<Step> history(PaymentRow payment) {
        var created = new Step(Payment.FIRST_STATUS, payment.createdAt, BY_PAYER, null, null);
        var since = StepRow.<StepRow>stream("paymentId = ?1 order by stepId", payment.paymentId)
                .map(StepRow::view);
        return Stream.concat(Stream.of(created), since).toList();
    }
}
