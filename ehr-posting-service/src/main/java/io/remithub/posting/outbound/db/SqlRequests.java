package io.remithub.posting.outbound.db;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.posting.application.PostingRequest;
import io.remithub.posting.application.Requests;
import io.remithub.posting.domain.ClaimMoney;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

@ApplicationScoped
class SqlRequests implements Requests {

    // Locked in one order by all.
    private static final String LOCK = """
            select count(pg_advisory_xact_lock(claim))
              from (select hashtextextended(c, 0) as claim from unnest(?::text[]) as c order by 1 offset 0) as claims""";

    private static final String PUT = """
            insert into posting_request as r (payment_id, claim_index, issuance, tenant_id, claim_key, claim_status_code,
                   payment_date, paid_amount, patient_share, balanced, review, sealed_registration, sealed_claim,
                   four_eyes, approved, payment_registration, charge_registration)
            select asked.*, false, null::bytea, null::bytea
              from unnest(?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[],
                   ?::bigint[], ?::boolean[], ?::boolean[], ?::bytea[], ?::bytea[], ?::boolean[]) as asked
                on conflict (payment_id, claim_index, issuance) do update
               set tenant_id = excluded.tenant_id, claim_key = excluded.claim_key,
                   claim_status_code = excluded.claim_status_code, payment_date = excluded.payment_date,
                   paid_amount = excluded.paid_amount, patient_share = excluded.patient_share,
                   balanced = excluded.balanced, review = excluded.review,
                   sealed_registration = excluded.sealed_registration, sealed_claim = excluded.sealed_claim,
                   four_eyes = excluded.four_eyes,
                   payment_registration = %s, charge_registration = %s""".formatted(sentWith("payment"), sentWith("charge"));

    private static final String OF_CLAIMS = """
              join unnest(?::text[], ?::int[], ?::int[]) as c (payment_id, claim_index, issuance)
             using (payment_id, claim_index, issuance)""";
    private static final String FIND = """
            select payment_id, claim_index, issuance, tenant_id, claim_key, claim_status_code, payment_date, paid_amount,
                   patient_share, balanced, review, sealed_registration, sealed_claim, four_eyes,
                   payment_registration, charge_registration
              from posting_request
            """ + OF_CLAIMS;
    private static final String FENCED = """
            select payment_id, claim_index, issuance, batch_id, cause_id, traceparent
              from posting_fence
            """ + OF_CLAIMS;

    private static final String FENCE = """
            insert into posting_fence (batch_id, payment_id, claim_index, issuance, cause_id, traceparent)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final Sql sql;

    SqlRequests(Sql sql) {
        this.sql = sql;
    }

    /** What was ever sent, or is there, keeps what it was sent with until it is sent again. */
    private static String sentWith(String purpose) {
        return """
                case when exists (
                          select from posting p
                           where (p.payment_id, p.claim_index, p.issuance) = (r.payment_id, r.claim_index, r.issuance)
                             and p.purpose = '%s' and (p.attempts > 0 or p.state in ('UNKNOWN', 'CONFIRMED')))
                     then coalesce(r.%s_registration, r.sealed_registration) end""".formatted(purpose.toUpperCase(Locale.ROOT), purpose);
    }

    @Override
    public void put(Collection<PostingRequest> requests) {
        sql.update(
                PUT,
                Column.text(requests, it -> it.money().claim().paymentId()),
                Column.ints(requests, it -> it.money().claim().claimIndex()),
                Column.ints(requests, it -> it.money().claim().issuance()),
                Column.text(requests, it -> it.money().tenantId()),
                Column.text(requests, PostingRequest::claimKey),
                Column.text(requests, it -> it.money().statusCode()),
                Column.times("date", requests, PostingRequest::paymentDate),
                Column.longs(requests, it -> it.money().paid()),
                Column.longs(requests, it -> it.money().patientShare()),
                Column.flags(requests, it -> it.money().balanced()),
                Column.flags(requests, it -> it.money().review()),
                Column.bytes(requests, PostingRequest::sealedRegistration),
                Column.bytes(requests, PostingRequest::sealedClaim),
                Column.flags(requests, PostingRequest::fourEyes));
    }

    @Override
    @Transactional
    public Map<ClaimKey, PostingRequest> find(Collection<ClaimKey> claims) {
        return claims.isEmpty()
                ? Map.of()
                : sql.query(FIND, SqlRequests::request, of(claims)).stream()
                        .collect(toMap(request -> request.money().claim(), identity()));
    }

    @Override
    public void lock(Collection<ClaimKey> claims) {
        sql.query(
                LOCK,
                _ -> true,
                Column.text(claims, claim -> claim.paymentId() + "/" + claim.claimIndex() + "/" + claim.issuance()));
    }

    @Override
    public void fence(ClaimKey claim, Origin because) {
        sql.update(
                FENCE,
                because.batchId(),
                claim.paymentId(),
                claim.claimIndex(),
                claim.issuance(),
                because.eventId(),
                because.traceparent());
    }

    @Override
    public Map<ClaimKey, Origin> fenced(Collection<ClaimKey> claims) {
        var fenced = new HashMap<ClaimKey, Origin>();
        if (!claims.isEmpty()) {
            sql.query(FENCED, row -> fenced.put(PostingRow.claim(row), PostingRow.origin(row)), of(claims));
        }
        return fenced;
    }

    private static Object[] of(Collection<ClaimKey> claims) {
        return new Object[] {
            Column.text(claims, ClaimKey::paymentId),
            Column.ints(claims, ClaimKey::claimIndex),
            Column.ints(claims, ClaimKey::issuance)
        };
    }

    private static PostingRequest request(ResultSet row) throws SQLException {
        return new PostingRequest(
                new ClaimMoney(
                        PostingRow.claim(row),
                        row.getString("tenant_id"),
                        row.getString("claim_status_code"),
                        row.getLong("paid_amount"),
                        row.getLong("patient_share"),
                        row.getBoolean("balanced"),
                        row.getBoolean("review")),
                row.getString("claim_key"),
                row.getObject("payment_date", LocalDate.class),
                row.getBytes("sealed_registration"),
                row.getBytes("sealed_claim"),
                row.getBoolean("four_eyes"),
                sentWith(row));
    }

    private static Map<Purpose, byte[]> sentWith(ResultSet row) throws SQLException {
        var sentWith = new EnumMap<Purpose, byte[]>(Purpose.class);
        for (var purpose : List.of(Purpose.PAYMENT, Purpose.CHARGE)) {
            var sealed = row.getBytes(purpose.name().toLowerCase(Locale.ROOT) + "_registration");
            if (sealed != null) {
                sentWith.put(purpose, sealed);
            }
        }
        return sentWith;
    }
}
