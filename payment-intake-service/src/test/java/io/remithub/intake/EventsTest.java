package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.registrations.ClaimRegistered;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class EventsTest {

    @Inject
    Sealing sealing;

    @Inject
    DataSource database;

    @Test
    void an_accepted_payment_is_told_once_with_its_batch_and_starts_it() {
        var payment = Samples.balanced();
        var issued = Api.issue(payment).then().statusCode(201).extract();
        String batchId = issued.path("batchId");

        var records = Streams.await(Topic.PAYMENTS_INTAKE, batchId, 1);

        assertThat(records).hasSize(1);
        var event = Streams.decode(records.getFirst(), PaymentAccepted.class);
        assertThat(event.getStart()).isTrue();
        assertThat(event.getBatch().getBatchId()).isEqualTo(batchId);
        assertThat(event.getBatch().getSingle()).isTrue();
        assertThat(event.getBatch().getExpectedTotal()).isEqualTo(175_498);
        assertThat(event.getBatch().getExpectedPayments()).isEqualTo(1);
        assertThat(event.getBatch().getCreatedBy()).isEqualTo("local-acme");
        assertThat(event.getBatch().getPolicy().getBalance()).isEqualTo("WARN");
        assertThat(event.getBatch().getPolicy().getHold()).isFalse();
        assertThat(event.getPayment().getPaymentId()).isEqualTo(issued.path("paymentId"));
        assertThat(event.getPayment().getAmount()).isEqualTo(175_498);
        assertThat(event.getPayment().getFindings()).isEmpty();
        assertThat(event.getPayment().getProviderAdjustments())
                .extracting("reasonCode", "amount")
                .containsExactly(tuple("FB", 22_483L));
        assertThat(event.getPayment().getClaims())
                .extracting("claimIndex", "claimStatusCode", "chargeAmount", "paidAmount", "patientResponsibility")
                .containsExactly(tuple(0, "1", 200_000L, 150_000L, 10_000L), tuple(1, "1", 70_000L, 47_981L, 10_000L));
        assertThat(Streams.header(records.getFirst(), "ce_subject")).isEqualTo(batchId);
        assertThat(Streams.header(records.getFirst(), "ce_sequence")).isEqualTo("1");
        assertThat(Streams.header(records.getFirst(), "traceparent")).startsWith("00-");
    }

    @Test
    void every_field_of_the_example_events_is_written() throws SQLException {
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .executeUpdate("insert into account (account_id, tenant_id, short_code,"
                            + " sub_short_code, held_sla_seconds, hold_rules) select gen_random_uuid(), tenant_id, 'RULES', 'R',"
                            + " 86400, '[{\"code\": \"amount-over-limit\", \"settings\": {\"limit\": \"1000000\"}}]'"
                            + " from tenant where name = 'acme'");
        }
        var payment = Samples.guide().put("accountShortCode", "RULES").put("subAccountShortCode", "R");
        String batchId = Api.issue(payment).then().statusCode(201).extract().path("batchId");
        String claimKey = Api.post(Api.ACME, Api.CLAIMS, Samples.claims())
                .then()
                .statusCode(200)
                .extract()
                .path("claims[0].claimKey");

        assertThat(Examples.unwritten(accepted(batchId))).isEmpty();
        var registered = Streams.decode(
                Streams.await(Topic.CLAIMS_REGISTRATIONS, claimKey, 1).getFirst(), ClaimRegistered.class);
        assertThat(Examples.unwritten(registered)).isEmpty();
    }

    @Test
    void a_held_account_stamps_its_hold_on_the_event() {
        var payment = Samples.balanced().put("accountShortCode", "ACCT2").put("subAccountShortCode", "SUBACCT2");
        String batchId = Api.issue(payment).then().statusCode(201).extract().path("batchId");

        var event = accepted(batchId);

        assertThat(event.getBatch().getPolicy().getHold()).isTrue();
    }

    @Test
    void findings_travel_with_their_arithmetic_and_say_whether_they_block() {
        String batchId =
                Api.issue(Samples.guide()).then().statusCode(201).extract().path("batchId");

        assertThat(accepted(batchId).getPayment().getFindings())
                .extracting("code", "level", "expected", "actual", "blocking")
                .contains(
                        tuple("line-out-of-balance", "LINE", 5_892L, 8_000L, true),
                        tuple("patient-responsibility-differs", "CLAIM", 0L, 900_028L, false),
                        tuple("transaction-out-of-balance", "TRANSACTION", 13_779_357L, 175_498L, true));
    }

    @Test
    void a_patients_data_travels_sealed_only_and_opens_where_it_belongs() {
        String batchId =
                Api.issue(Samples.balanced()).then().statusCode(201).extract().path("batchId");
        var record = Streams.await(Topic.PAYMENTS_INTAKE, batchId, 1).getFirst();
        var event = Streams.decode(record, PaymentAccepted.class);

        assertThat(new String(record.value(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Shephard", "Okafor", "MBR0042", "PCN-1001", "786532990", "119932404007801");
        var part = sealing.open(
                event.getPayment().getClaims().get(1).getSealedClaim(),
                ClaimPart.class,
                AssociatedData.part(
                        event.getBatch().getTenantId(), event.getPayment().getPaymentId(), 1));
        assertThat(part.getPatientControlNumber()).isEqualTo("PCN-1002");
        assertThat(part.getPatientLastName()).isEqualTo("Okafor");
        assertThat(part.getMemberId()).isEqualTo("MBR0077");
        assertThat(part.getServiceDate()).isEqualTo(LocalDate.of(2025, 1, 10));
        assertThat(part.getPayeeTaxId()).isEqualTo("786532990");
        assertThat(part.getLines())
                .extracting("line", "procedureCode", "paidAmount")
                .containsExactly(tuple("1", "99213", 47_981L));
    }

    @Test
    void a_social_security_number_is_never_a_member_id() {
        String batchId =
                Api.issue(Samples.guide()).then().statusCode(201).extract().path("batchId");
        var event = accepted(batchId);

        var part = sealing.open(
                event.getPayment().getClaims().getFirst().getSealedClaim(),
                ClaimPart.class,
                AssociatedData.part(
                        event.getBatch().getTenantId(), event.getPayment().getPaymentId(), 0));

        assertThat(part.getMemberId()).isNull();
    }

    @Test
    void a_claim_is_registered_under_the_key_that_its_payment_bears() {
        var claims = Samples.claims();
        var payment = Samples.balanced();
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) Samples.claimLoop(payment).get(i).get("claimPaymentInformation"))
                    .set("patientControlNumber", claims.at("/claims/" + i + "/patientControlNumber"));
        }
        String claimKey = Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(200)
                .extract()
                .path("claims[1].claimKey");
        String batchId = Api.issue(payment).then().statusCode(201).extract().path("batchId");

        assertThat(accepted(batchId).getPayment().getClaims().get(1).getClaimKey())
                .isEqualTo(claimKey);
    }

    @Test
    void a_registration_is_told_when_it_is_new_or_changed_and_counts_its_revisions() {
        var claims = Samples.claims();
        String claimKey = Api.post(Api.ACME, Api.CLAIMS, claims)
                .then()
                .statusCode(200)
                .extract()
                .path("claims[0].claimKey");
        Api.post(Api.ACME, Api.CLAIMS, claims).then().statusCode(200);
        ((ObjectNode) claims.at("/claims/0/ehr")).put("patientId", 4321);
        Api.post(Api.ACME, Api.CLAIMS, claims).then().statusCode(200);

        var records = Streams.await(Topic.CLAIMS_REGISTRATIONS, claimKey, 2);

        assertThat(records).hasSize(2);
        var newest = Streams.decode(records.getLast(), ClaimRegistered.class);
        assertThat(newest.getRevision()).isEqualTo(2);
        var registration = sealing.open(
                newest.getSealedRegistration(),
                ClaimRegistration.class,
                AssociatedData.claim(newest.getTenantId(), claimKey));
        assertThat(registration.getEhrPatientId()).isEqualTo(4321);
        assertThat(registration.getTotalCharges()).isEqualTo(200_000);
        assertThat(registration.getEhrCharges()).containsEntry("1", "9001").containsEntry("2", "9002");
        assertThat(registration.getDecodaTenant()).isEqualTo("every-health");
    }

    private static PaymentAccepted accepted(String batchId) {
        return Streams.decode(Streams.await(Topic.PAYMENTS_INTAKE, batchId, 1).getFirst(), PaymentAccepted.class);
    }
}
