package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.domain.Remittance.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;

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

    private final DataSource database;

    PaymentInsert(DataSource database) {
        this.database = database;
    }

    /** @return false when a reference is taken */
    boolean execute(Batch batch, Payment payment, byte[] sealedRequest) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(SQL)) {
            var values = new Parameters(insert);
            bindBatch(values, batch);
            bindPayment(values, payment);
            values.next(sealedRequest);
            bindClaims(values, connection, payment);
            try (var added = insert.executeQuery()) {
                return added.next();
            }
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    private static void bindBatch(Parameters values, Batch batch) throws SQLException {
        values.next(batch.id().value());
        values.next(batch.tenant().value());
        values.next(batch.account().id());
        values.next(batch.clientRequestId());
        values.next(batch.hold());
        values.next(batch.single());
        values.next(batch.expectedTotal().cents());
        values.next(batch.expectedPayments());
        values.next(batch.expectedTotal().cents());
        values.next(batch.expectedPayments());
        values.next(Payment.FIRST_STATUS);
        values.next(batch.startsAs().wire());
        values.next(batch.createdAt().atOffset(ZoneOffset.UTC));
        values.next(batch.createdBy());
    }

    private static void bindPayment(Parameters values, Payment payment) throws SQLException {
        Remittance remittance = payment.remittance();
        values.next(payment.id().value());
        values.next(remittance.issuerReferenceId());
        values.next(remittance.issuerPaymentId());
        values.next(remittance.paymentDate());
        values.next(remittance.remitMethod());
        values.next(payment.payeeKey());
        values.next(DatabaseJson.write(payment.balance().findings()));
        values.next(remittance.amount().cents());
    }

    private static void bindClaims(Parameters values, Connection connection, Payment payment) throws SQLException {
        var claims = payment.remittance().claims();
        values.next(connection.createArrayOf("int", each(claims, Claim::index, Integer[]::new)));
        values.next(connection.createArrayOf("text", payment.claimKeys().toArray(String[]::new)));
        values.next(connection.createArrayOf("text", each(claims, Claim::statusCode, String[]::new)));
        values.next(connection.createArrayOf(
                "bigint", each(claims, claim -> claim.charge().cents(), Long[]::new)));
        values.next(connection.createArrayOf(
                "bigint", each(claims, claim -> claim.paid().cents(), Long[]::new)));
        values.next(connection.createArrayOf(
                "bigint", each(claims, claim -> claim.patientResponsibility().cents(), Long[]::new)));
    }

    private static <T> T[] each(List<Claim> claims, Function<Claim, T> value, IntFunction<T[]> array) {
        return claims.stream().map(value).toArray(array);
    }
}
