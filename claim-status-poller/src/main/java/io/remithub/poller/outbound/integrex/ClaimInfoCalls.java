package io.remithub.poller.outbound.integrex;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.remithub.metrics.PartnerMetrics;
import io.remithub.poller.application.CallBudget;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.domain.Reason;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call, with a token, within its time and behind the circuit; a 401 is tried again once with a fresh token. */
@Startup // what it counts is there before the first of it
@ApplicationScoped
class ClaimInfoCalls {

    private static final String PARTNER = "integrex";

    private static final Logger LOG = Logger.getLogger(ClaimInfoCalls.class);
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERROR = 500;

    private final AccessTokens tokens;
    private final CallBudget budget;
    private final int maxAnswer;
    private final PartnerMetrics metrics;
    private final TypedGuard<Reply> guard;

    ClaimInfoCalls(AccessTokens tokens, CallBudget budget, IntegrexConfig config, MeterRegistry registry) {
        this.tokens = tokens;
        this.budget = budget;
        this.maxAnswer = Math.toIntExact(config.maxAnswer().asLongValue());
        this.metrics = new PartnerMetrics(PARTNER, registry);
        this.guard = TypedGuard.create(Reply.class)
                .withCircuitBreaker()
                .name(PARTNER)
                .requestVolumeThreshold(20)
                .failureRatio(0.5)
                .delay(2, ChronoUnit.SECONDS)
                .failOn(List.of(PartnerUnwell.class, TimeoutException.class))
                .onStateChange(this::changed)
                .done()
                .withTimeout()
                .duration(config.timeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    PartnerMetrics metrics() {
        return metrics;
    }

    private void changed(CircuitBreakerState state) {
        LOG.warnf("circuit to the clearinghouse: %s", state);
        metrics.circuit(state == CircuitBreakerState.OPEN);
    }

    /**
     * @param call makes the call with the {@code Authorization} header it is given
     * @throws PartnerUnwell when no usable answer came
     */
    Reply reply(Function<String, Response> call) {
        try {
            return guard.call(() -> withToken(call));
        } catch (CircuitBreakerOpenException open) {
            throw new PartnerUnwell(Reason.CIRCUIT_OPEN, null, null);
        } catch (TimeoutException late) {
            throw new PartnerUnwell(Reason.TIMEOUT, null, null);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception interrupted) {
            Thread.currentThread().interrupt();
            throw new PartnerUnwell(Reason.TIMEOUT, null, null);
        }
    }

    private Reply withToken(Function<String, Response> call) throws InterruptedException {
        String token = tokens.current();
        var reply = once(call, token);
        if (reply.status() == UNAUTHORIZED) {
            tokens.refused(token);
            budget.spendAnother();
            reply = once(call, tokens.current());
        }
        if (reply.status() >= SERVER_ERROR) {
            throw new PartnerUnwell(Reason.PARTNER_ERROR, reply.status(), reply.retryAfter());
        }
        return reply;
    }

    private Reply once(Function<String, Response> call, String token) {
        try (var response = call.apply("Bearer " + token)) {
            return new Reply(response.getStatus(), body(response), retryAfter(response));
        } catch (ProcessingException | VertxException | IOException unreachable) {
            throw new PartnerUnwell(Reason.UNREACHABLE, null, null);
        }
    }

    private byte[] body(Response response) throws IOException {
        try (var body = response.readEntity(InputStream.class)) {
            if (body == null) {
                return new byte[0];
            }
            byte[] read = body.readNBytes(maxAnswer + 1);
            if (read.length > maxAnswer) {
                throw new PartnerUnwell(Reason.ANSWER_TOO_LARGE, response.getStatus(), null);
            }
            return read;
        }
    }

    /** In seconds, or as a date by the partner's own clock. */
    private static @Nullable Duration retryAfter(Response response) {
        String wish = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (wish != null && wish.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(wish));
        }
        var until = date(wish);
        var now = date(response.getHeaderString(HttpHeaders.DATE));
        return until == null || now == null || until.isBefore(now) ? null : Duration.between(now, until);
    }

    private static @Nullable Instant date(@Nullable String header) {
        try {
            return header == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
