package io.remithub.posting.outbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.observability.MetricTable;
import io.remithub.posting.config.PartnersConfig;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnswersTest {

    @Inject
    PartnersConfig config;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void what_has_no_answer_is_counted_under_the_words_that_alerts_know() {
        call(_ -> false, Response::accepted);
        call(Quota.NONE, () -> {
            throw new ProcessingException(new SocketTimeoutException());
        });

        assertThat(counted()).containsExactlyInAnyOrder("not-sent", "lost");
        assertThat(MetricTable.read()
                        .ofSeries("hub_partner_calls_seconds_count")
                        .orElseThrow()
                        .labels()
                        .get("answer")
                        .listed())
                .containsAll(counted());
    }

    private void call(Quota quota, Supplier<Response.ResponseBuilder> answer) {
        new PartnerCalls("decoda", quota, config, registry)
                .call("charges", () -> answer.get().build());
    }

    private List<String> counted() {
        return registry.find("hub.partner.calls").timers().stream()
                .map(timer -> timer.getId().getTag("answer"))
                .toList();
    }
}
