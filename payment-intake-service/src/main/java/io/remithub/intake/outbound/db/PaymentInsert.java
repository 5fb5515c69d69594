package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Remittance.Claim;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The hot path: batch, payment, request and claims in one statement. The unique indexes alone decide who is first; a
 * second one inserts nothing.
 */
@ApplicationScoped
class PaymentInsert {

    private static final String SQL = """
            with batch as (
                insert into payment_batch (batch_id, tenant_id, account_id, client_request_id, hold, single,
                    expected_total, expected_payments, current_total, current_payments, status, asked_status,
                    contributors, created_by, created_at)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, array[b.key_id], b.key_id, ? from (select ?::text) as b (key_id)
                on conflict on constraint client_request_id_once do nothing
                returning batch_id, tenant_id, account_id, status, created_by, created_at),
            accepted as (
                insert into payment (payment_id, tenant_id, batch_id, account_id, issuer_reference_id, issuer_payment_id,
                    payment_date, amount, remit_method, payee_key, findings, status, available_balance, issuance,
                    hold_reasons, added_by, created_at)
                select ?, tenant_id, batch_id, account_id, ?, ?, ?::date, a.amount, ?, ?, ?::jsonb, status, a.amount, 1, '{}', created_by, created_at
                  from batch, (select ?::bigint) as a (amount)
                on conflict on constraint issuer_reference_id_once do nothing
                returning payment_id),
            request as (
                insert into payment_request (payment_id, sealed) select payment_id, ? from accepted),
            claim as (
                insert into payment_claim (payment_id, claim_index, claim_key, status_code, charge, paid,
                    patient_responsibility)
                select payment_id, c.* from accepted,
                    unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) as c)
            select payment_id from accepted""";

    private final Sql sql;

    PaymentInsert(Sql sql) {
        this.sql = sql;
    }

    /** @return false when a reference is taken */
    boolean execute(Batch batch, Payment payment, byte[] sealedRequest) {
        var remittance = payment.remittance();
        var claims = remittance.claims();
        var accepted = sql.query(
                SQL,
                row -> row.getString(1),
                batch.id().value(),
                batch.tenant().value(),
                batch.account().id(),
                batch.clientRequestId(),
                batch.hold(),
                batch.single(),
                batch.expectedTotal().cents(),
                batch.expectedPayments(),
                batch.expectedTotal().cents(),
                batch.expectedPayments(),
                Payment.FIRST_STATUS,
                batch.startsAs().wire(),
                batch.createdAt(),
                batch.createdBy(),
                payment.id().value(),
                remittance.issuerReferenceId(),
                remittance.issuerPaymentId(),
                remittance.paymentDate(),
                remittance.remitMethod(),
                payment.payeeKey(),
                DatabaseJson.write(payment.balance().findings()),
                remittance.amount().cents(),
                sealedRequest,
                Column.ints(claims, Claim::index),
                Column.text(payment.claimKeys()),
                Column.text(claims, Claim::statusCode),
                Column.longs(claims, claim -> claim.charge().cents()),
                Column.longs(claims, claim -> claim.paid().cents()),
                Column.longs(claims, claim -> claim.patientResponsibility().cents()));
        return !accepted.isEmpty();
    }
}
