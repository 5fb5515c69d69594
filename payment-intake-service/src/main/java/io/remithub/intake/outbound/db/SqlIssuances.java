package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.intake.application.Issuances;
import io.remithub.intake.application.PayerCommand;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Issuance;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@DatabaseFailures
class SqlIssuances implements Issuances {

    private static final String ASK = """
            update payment
               set asked_status = ?, asked_balance = ?, asked_issuance = ?, asked_command = ?, revision = revision + 1
             where payment_id = ?""";

    private static final String KEEP =
            "insert into payment_request (payment_id, issuance, sealed, findings, command_id) values (?, ?, ?, ?::jsonb, ?)";

    private final Sql sql;
    private final Sealing sealing;

    SqlIssuances(Sql sql, Sealing sealing) {
        this.sql = sql;
        this.sealing = sealing;
    }

    @Override
    public Optional<PaymentState> lock(TenantId tenant, PaymentId payment) {
        return PaymentRow.<PaymentRow>find("tenantId = ?1 and paymentId = ?2", tenant.value(), payment.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(PaymentRow::state);
    }

    @Override
    public void ask(PayerCommand command, PaymentId payment, Issuance leadsTo) {
        sql.update(ASK, leadsTo.status(), leadsTo.available().cents(), leadsTo.number(), command.id(), payment.value());
    }

    @Override
    public byte[] request(TenantId tenant, PaymentState payment) {
        var row = PaymentRequestRow.of(payment.id(), payment.issuance().number());
        return sealing.openBytes(
                row.sealed,
                AssociatedData.payment(tenant.toString(), payment.id().value()));
    }

    @Override
    public void keepRequest(
            PayerCommand command, PaymentId payment, int issuance, byte[] request, List<Finding> findings) {
        var place = AssociatedData.payment(command.caller().tenant().toString(), payment.value());
        sql.update(
                KEEP,
                payment.value(),
                issuance,
                sealing.sealBytes(request, place),
                DatabaseJson.write(findings),
                command.id());
    }
}
