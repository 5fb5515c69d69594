package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.observability.Logged;
import io.remithub.posting.Claims.Asked;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever moves a posting, its line is found by whose it is. */
@QuarkusTest
class LogsTest {

    @Inject
    Claims claims;

    private final Asked claim = aClaim();
    private final Stubs stubs = new Stubs();

    @BeforeEach
    void usualAnswers() {
        stubs.usual();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.debit(claim), Stubs.taken());
    }

    @Test
    void every_line_of_a_posting_and_of_what_undoes_it_names_tenant_batch_and_payment() {
        try (var log = new Logged()) {
            claims.ask(claim);
            assertNamed(
                    log,
                    "CHARGE NOT_REQUIRED nothing-to-post",
                    "PAYMENT PLANNED",
                    "PAYMENT ATTEMPTED",
                    "PAYMENT ACCEPTED");
        }
        try (var log = new Logged()) {
            claims.reverse(claim);
            assertNamed(log, "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post");
        }
        try (var log = new Logged()) {
            Webhooks.complete(claim).then().statusCode(204);
            assertNamed(log, "PAYMENT CONFIRMED", "REVERSAL PLANNED", "REVERSAL ATTEMPTED", "REVERSAL ACCEPTED");
        }
    }

    @Test
    void and_so_do_those_of_a_reversal_that_comes_first() {
        try (var log = new Logged()) {
            claims.reverse(claim);
            claims.ask(claim);

            assertNamed(
                    log,
                    "REVERSAL NOT_REQUIRED nothing-to-post",
                    "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                    "PAYMENT NOT_REQUIRED reversed",
                    "CHARGE NOT_REQUIRED reversed");
        }
    }

    private void assertNamed(Logged log, String... changes) {
        var whose = Map.of("tenant", Claims.TENANT, "batchId", Claims.BATCH, "paymentId", claim.paymentId);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(log.lines())
                .filteredOn(line -> line.keys().entrySet().containsAll(whose.entrySet()))
                .extracting(line -> line.message().replaceFirst("posting .*/", ""))
                .containsExactlyInAnyOrder(changes));
    }
}
