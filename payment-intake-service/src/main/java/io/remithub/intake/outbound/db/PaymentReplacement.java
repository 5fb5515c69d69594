package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.domain.Remittance.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** A payment in other terms: its row, its request and its claims in one statement. */
@ApplicationScoped
class PaymentReplacement {

    private static final String SQL = """
            with changed as (
                update payment
                   set issuer_payment_id = ?, payment_date = ?::date, amount = ?, available_balance = ?,
                       remit_method = ?, payee_key = ?, findings = ?::jsonb, added_by = ?, revision = revision + 1
                 where payment_id = ?
                returning payment_id),
            request as (
                update payment_request q set sealed = ? from changed where q.payment_id = changed.payment_id),
            gone as (
                delete from payment_claim c using changed
                 where c.payment_id = changed.payment_id and c.claim_index >= ?)
            insert into payment_claim (payment_id, claim_index, claim_key, status_code, charge, paid,
                patient_responsibility)
            select payment_id, c.* from changed,
                unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) as c
                on conflict (payment_id, claim_index) do update
               set claim_key = excluded.claim_key, status_code = excluded.status_code, charge = excluded.charge,
                   paid = excluded.paid, patient_responsibility = excluded.patient_responsibility""";

    private final Sql sql;

    PaymentReplacement(Sql sql) {
        this.sql = sql;
    }

    void execute(Payment payment, byte[] sealedRequest, String addedBy) {
        Remittance remittance = payment.remittance();
        sql.update(
                SQL,
                remittance.issuerPaymentId(),
                remittance.paymentDate(),
                remittance.amount().cents(),
                remittance.amount().cents(),
                remittance.remitMethod(),
                payment.payeeKey(),
                DatabaseJson.write(payment.balance().findings()),
                addedBy,
                payment.id().value(),
                sealedRequest,
                remittance.claims().size(),
                column(remittance, Claim::index, Integer[]::new),
                payment.claimKeys().toArray(String[]::new),
                column(remittance, Claim::statusCode, String[]::new),
                column(remittance, claim -> claim.charge().cents(), Long[]::new),
                column(remittance, claim -> claim.paid().cents(), Long[]::new),
                column(remittance, claim -> claim.patientResponsibility().cents(), Long[]::new));
    }

    private static <T> T[] column(
            Remittance remittance, Function<Claim, T> value, java.util.function.IntFunction<T[]> array) {
        return remittance.claims().stream().map(value).toArray(array);
    }
}
