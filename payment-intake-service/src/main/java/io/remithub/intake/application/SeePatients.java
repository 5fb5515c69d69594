package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentId;
import io.remithub.operators.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What identifies patients, in clear: every look is on record before anything is seen, and tells nothing of it. */
@ApplicationScoped
public class SeePatients {

    private static final String ACTION = "payment.unmask";

    private final PaymentViews payments;
    private final Audit audit;

    SeePatients(PaymentViews payments, Audit audit) {
        this.payments = payments;
        this.audit = audit;
    }

    /** By a payer, whose key may see its own patients. */
    @Transactional
    public void record(Caller caller, PaymentView payment) {
        record(caller.keyId(), payment, null);
    }

    /** By an operator, who says why. */
    @Transactional
    public Optional<DetailedView> reveal(String operator, PaymentId payment, String reason) {
        var found = payments.findDetails(payment);
        found.ifPresent(view -> record(operator, view.payment(), reason));
        return found;
    }

    private void record(String actor, PaymentView payment, @Nullable String note) {
        audit.record(new Audit.Entry(
                actor,
                ACTION,
                payment.tenant().toString(),
                payment.id().value(),
                note,
                "issuance %d, revision %d".formatted(payment.issuance(), payment.revision())));
    }
}
