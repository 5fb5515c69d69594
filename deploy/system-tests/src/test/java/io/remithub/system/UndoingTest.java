package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was done is undone, and what failed is done again, through the whole hub. */
@Order(5)
@ExtendWith(RunningHub.class)
class UndoingTest {

    private static final int SECONDS_TO_SETTLE = 90;
    private static final String PAYMENTS = Web.INTAKE + "/api/v1/payments/";

    @Test
    void a_completed_payment_that_is_voided_nets_to_nothing_and_issued_again_it_completes_anew() throws Exception {
        var payment = new NumberedPayment("void", 1);
        var id = issued(payment);
        awaitStatus(id, "Completed");
        var debits = Ledgers.debits();

        assertThat(post(id + "/void")).isEqualTo(204);

        assertThat(Payer.ACME.details(id).path("status").asText()).isEqualTo("Voided");
        assertThat(post(id + "/void")).isEqualTo(409);
        await().atMost(SECONDS_TO_SETTLE, SECONDS)
                .untilAsserted(() -> assertThat(Ledgers.debits().subtract(debits))
                        .isEqualByComparingTo(payment.paid().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));

        var transactions = Ledgers.transactions().size();
        assertThat(post(id + "/reissue")).isEqualTo(204);
        awaitStatus(id, "Completed");
        assertThat(Payer.ACME.details(id).path("issuanceNumber").asInt()).isEqualTo(2);
        assertThat(Ledgers.transactions()).hasSize(transactions + 2);
    }

    @Test
    void an_operators_retry_of_a_rejected_posting_posts_what_failed_and_nothing_else() throws Exception {
        var payment = new NumberedPayment("retry", 2);
        Sandbox.script("""
                {"partner": "nexhealth", "operation": "create-transaction", "match": {"amount": "%s"},
                 "failInsertion": "Ledger is locked"}""".formatted(payment.paid().getFirst()));
        var id = issued(payment);
        var exception = await().atMost(SECONDS_TO_SETTLE, SECONDS)
                .until(
                        () -> Operators.get("viewer", Web.ORCHESTRATOR + "/exceptions?paymentId=" + id)
                                .json()
                                .at("/data/0"),
                        found -> found.hasNonNull("exceptionId"));
        assertThat(exception.at("/causes/0/code").asText()).isEqualTo("posting-rejected");
        var transactions = Ledgers.transactions().size();
        var charges = Ledgers.charges().size();

        var retried = Operators.post(
                "operator",
                Web.ORCHESTRATOR + "/exceptions/"
                        + exception.path("exceptionId").asText() + "/resolve",
                """
                {"action": "retry", "note": "the ledger is open again"}""");

        assertThat(retried.status()).isEqualTo(204);
        awaitStatus(id, "Completed");
        assertThat(Ledgers.transactions()).hasSize(transactions + 1);
        assertThat(Ledgers.charges()).hasSize(charges);
        var audit = Operators.get("approver", Web.ORCHESTRATOR + "/audit");
        assertThat(new String(audit.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("the ledger is open again");
    }

    private static String issued(NumberedPayment payment) throws Exception {
        assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
        var issued = Payer.ACME.issue(payment.request());
        assertThat(issued.status()).isEqualTo(201);
        return issued.paymentId();
    }

    private static void awaitStatus(String payment, String status) {
        await().atMost(SECONDS_TO_SETTLE, SECONDS)
                .until(
                        () -> Payer.ACME.details(payment),
                        (JsonNode details) ->
                                status.equals(details.path("status").asText()));
    }

    private static int post(String path) throws Exception {
        return Web.post(
                        PAYMENTS + path,
                        new byte[0],
                        "API-Key",
                        Payer.ACME.apiKey(),
                        "Content-Type",
                        "application/json")
                .status();
    }
}
