package io.remithub.posting.outbound.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.metrics.PartnerMetrics;
import io.remithub.posting.config.PartnersConfig;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls one partner: bounded in time and size, behind one circuit, each answer counted. Its word is never thrown. */
public final class PartnerCalls {

    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int CALLS_TO_JUDGE_BY = 20;

    private static final Logger LOG = Logger.getLogger(PartnerCalls.class);

    private final Quota quota;
    private final Duration patience;
    private final PartnerMetrics metrics;
    private final TypedGuard<Reply> guard;

    public PartnerCalls(String partner, Quota quota, PartnersConfig config, MeterRegistry registry) {
        this.quota = quota;
        // Together with the call it stays within the lease of the posting that it is made for.
        this.patience = config.callTimeout().dividedBy(4);
        this.metrics = new PartnerMetrics(partner, registry);
        this.guard = TypedGuard.create(Reply.class)
                .withDescription(partner)
                .withTimeout()
                .duration(config.callTimeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(CALLS_TO_JUDGE_BY)
                .failureRatio(0.5)
                .delay(config.circuitDelay().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(state -> changed(partner, state))
                .done()
                .build();
    }

    private void changed(String partner, CircuitBreakerState state) {
        LOG.warnf("circuit to %s: %s", partner, state);
        metrics.circuit(state == CircuitBreakerState.OPEN);
    }

    public Reply call(String operation, Supplier<Response> request) {
        long began = System.nanoTime();
        var reply = allowed() ? guarded(request) : new Reply.NotSent();
        metrics.called(operation, label(reply), Duration.ofNanos(System.nanoTime() - began));
        return reply;
    }

    /** Where nobody can tell, nothing is sent. */
    private boolean allowed() {
        try {
            return quota.take(patience);
        } catch (RuntimeException unwell) {
            LOG.debugf("%s", chain(unwell));
            return false;
        }
    }

    private Reply guarded(Supplier<Response> request) {
        try {
            return guard.call(() -> exchange(request));
        } catch (Unwell unwell) {
            return unwell.reply;
        } catch (CircuitBreakerOpenException open) {
            return new Reply.NotSent();
        } catch (Exception failed) {
            return new Reply.Lost();
        }
    }

    private static Reply exchange(Supplier<Response> request) {
        Reply.Answered answered;
        try (var response = request.get()) {
            answered = new Reply.Answered(response.getStatus(), body(response), retryAfter(response));
        } catch (RuntimeException | IOException failed) {
            LOG.debugf("%s", chain(failed));
            if (stayed(failed)) {
                return new Reply.NotSent();
            }
            throw new Unwell(neverLeft(failed) ? new Reply.NotSent() : new Reply.Lost());
        }
        if (answered.status() >= 500) {
            throw new Unwell(answered);
        }
        return answered;
    }

    private static byte[] body(Response response) throws IOException {
        if (!response.hasEntity()) {
            return new byte[0];
        }
        try (var body = response.readEntity(InputStream.class)) {
            return body.readNBytes(LONGEST_ANSWER);
        }
    }

    private static @Nullable Duration retryAfter(Response response) {
        var seconds = response.getHeaderString("Retry-After");
        return seconds != null && seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** For a reason that says nothing of the partner. */
    private static boolean stayed(Throwable failed) {
        return causes(failed).anyMatch(LeavesInTime.TooLate.class::isInstance);
    }

    private static boolean neverLeft(Throwable failed) {
        return causes(failed)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof UnknownHostException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof SSLHandshakeException);
    }

    /** Classes only: a text may repeat what was sent. */
    private static String chain(Throwable failed) {
        return causes(failed).map(cause -> cause.getClass().getName()).collect(Collectors.joining(" < "));
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause);
    }

    private static String label(Reply reply) {
        return switch (reply) {
            case Reply.Answered(var status, var _, var _) -> Integer.toString(status);
            case Reply.NotSent() -> "not-sent";
            case Reply.Lost() -> "lost";
        };
    }

    /** Tells the circuit that the partner is unwell, and us what it said. */
    private static final class Unwell extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Reply reply;

        Unwell(Reply reply) {
            super(null, null, false, false);
            this.reply = reply;
        }
    }
}
