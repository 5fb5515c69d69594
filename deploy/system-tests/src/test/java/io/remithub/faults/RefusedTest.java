package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefusedTest {

    private static final String VOID = "PaymentVoidRequested";

    @Test
    void a_command_that_comes_too_early_every_time_and_is_never_taken_is_seen() {
        var refused = Collections.nCopies(20, VOID);

        assertThat(Refused.violations(refused, List.of()))
                .containsExactly(VOID + " was refused 20 times as too early, and never taken");
        assertThat(Refused.violations(refused, List.of(new Told.Obeyed(Tenant.ACME, VOID, "b", "p"))))
                .isEmpty();
        assertThat(Refused.violations(refused.subList(0, 19), List.of())).isEmpty();
    }

    @Test
    void a_conflict_astonishes_but_for_a_void_or_a_settlement_that_comes_too_early() throws Exception {
        var told = new Told();
        var payment = WorldInOrder.accepted("p", Remittance.Flaw.NONE);

        var code = new String[] {"status-not-voidable"};
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"code\":\"%s\"}".formatted(code[0]).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(409, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://localhost:" + server.getAddress().getPort();
            var commands = new Commands(new Payer(url, Tenant.ACME, new Random(1), new Patience()), told);
            assertThat(commands.voids(payment)).isFalse();
            assertThat(told.astonishing()).isEmpty();
            assertThat(told.tooEarly()).containsExactly(VOID);

            assertThat(commands.reissues(payment)).isFalse();
            assertThat(commands.starts("b")).isFalse();
            code[0] = "no-available-balance";
            assertThat(commands.voids(payment)).isFalse();
            assertThat(told.astonishing()).hasSize(3);
        } finally {
            server.stop(0);
        }
    }
}
