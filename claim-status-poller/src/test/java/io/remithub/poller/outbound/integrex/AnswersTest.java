package io.remithub.poller.outbound.integrex;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remithub.metrics.PartnerMetrics;
import io.remithub.observability.MetricTable;
import io.remithub.poller.domain.Reason;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswersTest {

    /** A test of its own says that these are all. */
    private static final Stream<String> OF_POSTING = Stream.of("not-sent", "lost");

    private static final Stream<Reason> WITHOUT_A_STATUS = Stream.of(
            Reason.TIMEOUT,
            Reason.UNREACHABLE,
            Reason.CIRCUIT_OPEN,
            Reason.TOKEN_UNAVAILABLE,
            Reason.UNREADABLE_ANSWER,
            Reason.ANSWER_TOO_LARGE);

    @Test
    void alerts_know_every_word_that_a_call_is_counted_under_and_no_other() {
        var registry = new SimpleMeterRegistry();
        var metrics = new PartnerMetrics("integrex", registry);

        Stream.of(IntStream.range(100, 600).mapToObj(Integer::toString), WITHOUT_A_STATUS.map(Reason::wire), OF_POSTING)
                .flatMap(words -> words)
                .forEach(word -> metrics.called("poll", word, Duration.ZERO));

        assertThat(registry.find("hub.partner.calls").timers())
                .extracting(timer -> timer.getId().getTag("answer"))
                .containsExactlyInAnyOrderElementsOf(MetricTable.read()
                        .ofSeries("hub_partner_calls_seconds_count")
                        .orElseThrow()
                        .labels()
                        .get("answer")
                        .listed());
    }
}
