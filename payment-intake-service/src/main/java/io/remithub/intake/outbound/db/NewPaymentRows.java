package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.intake.application.NewPayments;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection.Reference;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.domain.Rejection.TakenReference;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Columns that fill up payment by payment, and go into the tables in one statement. */
final class NewPaymentRows implements NewPayments {

    // In the order of the references, against deadlock with others that add the same.
    private static final String INSERT = """
            with accepted as (
                insert into payment (payment_id, tenant_id, batch_id, account_id, issuer_reference_id,
                    issuer_payment_id, payment_date, amount, remit_method, payee_key, findings, status, available_balance, issuance,
                    hold_reasons, added_by, created_at)
                select p.id, ?, ?, ?, p.reference, p.issuer_payment_id, p.payment_date::date, p.amount, p.remit_method,
                       p.payee_key, p.findings::jsonb, ?, p.amount, 1, '{}', ?, ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    as p (id, reference, issuer_payment_id, payment_date, amount, remit_method, payee_key, findings)
                 order by p.reference
                    on conflict on constraint issuer_reference_id_once do nothing
                returning payment_id),
            request as (
                insert into payment_request (payment_id, sealed)
                select payment_id, r.sealed from accepted
                  join unnest(?::text[], ?::bytea[]) as r (payment_id, sealed) using (payment_id)),
            claim as (
                insert into payment_claim (payment_id, claim_index, claim_key, status_code, charge, paid,
                    patient_responsibility)
                select c.* from accepted
                  join unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as c (payment_id, claim_index, claim_key, status_code, charge, paid, patient_responsibility)
                 using (payment_id))
            select count(*) from accepted""";

    private static final String TAKEN = """
            select issuer_reference_id, batch_id, payment_id from payment
             where tenant_id = ? and issuer_reference_id = any (?)""";

    private final DataSource database;
    private final Sealing sealing;
    private final Batch batch;

    private final List<String> ids = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<@Nullable String> issuerPaymentIds = new ArrayList<>();
    private final List<@Nullable String> dates = new ArrayList<>();
    private final List<Long> amounts = new ArrayList<>();
    private final List<@Nullable String> remitMethods = new ArrayList<>();
    private final List<String> payeeKeys = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<byte[]> requests = new ArrayList<>();
    private final List<String> claimPayments = new ArrayList<>();
    private final List<Integer> claimIndexes = new ArrayList<>();
    private final List<String> claimKeys = new ArrayList<>();
    private final List<String> statusCodes = new ArrayList<>();
    private final List<Long> charges = new ArrayList<>();
    private final List<Long> paid = new ArrayList<>();
    private final List<Long> responsibilities = new ArrayList<>();

    NewPaymentRows(DataSource database, Sealing sealing, Batch batch) {
        this.database = database;
        this.sealing = sealing;
        this.batch = batch;
    }

    @Override
    public void take(Payment payment, byte[] request) {
        String id = payment.id().value();
        var remittance = payment.remittance();
        ids.add(id);
        references.add(remittance.issuerReferenceId());
        issuerPaymentIds.add(remittance.issuerPaymentId());
        dates.add(Objects.toString(remittance.paymentDate(), null));
        amounts.add(remittance.amount().cents());
        remitMethods.add(remittance.remitMethod());
        payeeKeys.add(payment.payeeKey());
        findings.add(DatabaseJson.write(payment.balance().findings()));
        requests.add(
                sealing.sealBytes(request, AssociatedData.payment(batch.tenant().toString(), id)));
        remittance.claims().forEach(claim -> takeClaim(payment, claim));
    }

    private void takeClaim(Payment payment, Claim claim) {
        claimPayments.add(payment.id().value());
        claimIndexes.add(claim.index());
        claimKeys.add(payment.claimKeys().get(claim.index()));
        statusCodes.add(claim.statusCode());
        charges.add(claim.charge().cents());
        paid.add(claim.paid().cents());
        responsibilities.add(claim.patientResponsibility().cents());
    }

    @Override
    public List<TakenReference> taken() {
        Map<String, Taken> stored = stored();
        var seen = new HashMap<String, Integer>();
        var taken = new ArrayList<TakenReference>();
        for (int index = 0; index < references.size(); index++) {
            String reference = references.get(index);
            @Nullable Taken by = stored.get(reference);
            if (by != null || seen.putIfAbsent(reference, index) != null) {
                taken.add(new TakenReference(index, by));
            }
        }
        return taken;
    }

    private Map<String, Taken> stored() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(TAKEN)) {
            var values = new Parameters(select);
            values.next(batch.tenant().value());
            values.next(references.toArray(String[]::new));
            var stored = new HashMap<String, Taken>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.put(
                            rows.getString(1),
                            new Taken(
                                    Reference.ISSUER_REFERENCE_ID,
                                    new BatchId(rows.getString(2)),
                                    new PaymentId(rows.getString(3))));
                }
            }
            return stored;
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    @Override
    public boolean store(String keyId, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            var values = new Parameters(insert);
            values.next(batch.tenant().value());
            values.next(batch.id().value());
            values.next(batch.account().id());
            values.next(Payment.FIRST_STATUS);
            values.next(keyId);
            values.next(now.atOffset(ZoneOffset.UTC));
            values.next(ids.toArray(String[]::new));
            values.next(references.toArray(String[]::new));
            values.next(issuerPaymentIds.toArray(String[]::new));
            values.next(dates.toArray(String[]::new));
            values.next(amounts.toArray(Long[]::new));
            values.next(remitMethods.toArray(String[]::new));
            values.next(payeeKeys.toArray(String[]::new));
            values.next(findings.toArray(String[]::new));
            values.next(ids.toArray(String[]::new));
            values.next(requests.toArray(byte[][]::new));
            values.next(claimPayments.toArray(String[]::new));
            values.next(claimIndexes.toArray(Integer[]::new));
            values.next(claimKeys.toArray(String[]::new));
            values.next(statusCodes.toArray(String[]::new));
            values.next(charges.toArray(Long[]::new));
            values.next(paid.toArray(Long[]::new));
            values.next(responsibilities.toArray(Long[]::new));
            try (var stored = insert.executeQuery()) {
                stored.next();
                return stored.getInt(1) == ids.size();
            }
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }
}
