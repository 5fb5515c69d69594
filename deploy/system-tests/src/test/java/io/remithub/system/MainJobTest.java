package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.remithub.system.Ledgers.Charge;
import io.remithub.system.Ledgers.Transaction;
import java.math.BigDecimal;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the hub as {@code ./dev up --detach} leaves it: the sample payment is the only one that was ever posted. */
@Order(3)
@ExtendWith(RunningHub.class)
class MainJobTest {

    private static final long TWO_GIGABYTES_IN_KILOBYTES = 2 * 1024 * 1024;

    @Test
    void the_sample_is_one_transaction_per_paid_claim_and_one_charge_per_patient_share_to_the_cent() throws Exception {
        assertThat(Ledgers.transactions())
                .extracting(Transaction::patientId, Transaction::amount, Transaction::status)
                .containsExactlyInAnyOrder(
                        tuple(1234L, new BigDecimal("1500.00"), "complete"),
                        tuple(1235L, new BigDecimal("479.81"), "complete"));
        assertThat(Ledgers.charges())
                .extracting(Charge::patientId, Charge::cents, Charge::status)
                .containsExactlyInAnyOrder(
                        tuple("pat_0042", 100_00L, "OUTSTANDING"), tuple("pat_0077", 100_00L, "OUTSTANDING"));
    }

    @Test
    void up_on_a_running_stack_says_so_and_shows_the_payment() throws Exception {
        var up = Dev.run("up", "--detach");

        assertThat(up.output()).contains("running already", "was issued before", "Completed");
        assertThat(up.exitCode()).isZero();
    }

    @Test
    void status_lists_every_part_as_ready() throws Exception {
        assertThat(Parts.all())
                .allSatisfy(line -> assertThat(line.path("state").asText()).isEqualTo("ready"))
                .extracting(line -> line.path("name").asText())
                .containsExactlyElementsOf(Parts.NAMES);
    }

    @Test
    void the_payer_guides_own_example_is_accepted_and_waits_out_of_balance_with_nothing_posted() throws Exception {
        var transactions = Ledgers.transactions();
        var charges = Ledgers.charges();

        var issued = Payer.ACME.issue(Payer.sample("issue-payment.json"));

        assertThat(issued.status()).describedAs("%s", issued.body()).isEqualTo(201);
        var waiting = await().atMost(30, SECONDS)
                .until(() -> Payer.ACME.details(issued.paymentId()), details -> details.hasNonNull("exception"));
        assertThat(waiting.path("status").asText()).isEqualTo("Loading");
        assertThat(waiting.path("exception").path("causes"))
                .extracting(cause -> cause.path("code").asText())
                .contains("out-of-balance");
        assertThat(waiting.path("balanceCheck").path("findings")).isNotEmpty();
        assertThat(Ledgers.transactions()).isEqualTo(transactions);
        assertThat(Ledgers.charges()).isEqualTo(charges);
    }

    @Test
    void another_tenant_does_not_find_the_payment() throws Exception {
        var paymentId =
                Payer.ACME.issue(Payer.sample("issue-balanced-payment.json")).paymentId();

        assertThat(Payer.GLOBEX.details(paymentId).path("status").asInt()).isEqualTo(404);
    }

    @Test
    void the_whole_hub_fits_into_two_gigabytes() throws Exception {
        assertThat(Parts.residentKilobytes()).isLessThan(TWO_GIGABYTES_IN_KILOBYTES);
    }
}
