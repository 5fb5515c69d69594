package io.remithub.intake.inbound.rest;

import io.remithub.intake.config.IntakeConfig;
import io.remithub.intake.inbound.rest.body.PaymentsBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bodies come in within bounds. One that is waited for too long is given up; what the hub itself takes to read it does
 * not count. A large one waits for {@link Room} before more of it is read. Whoever waits does so on a thread that costs
 * nothing, so that slow senders keep nobody else from being served.
 */
class ComingBodies {

    /** What was read as a whole and taken apart is in memory several times over. */
    private static final int WEIGHT_OF_WHOLE = 10;

    /** Of small payments more is kept than has come: up to so many bytes for one that has come, and of each payment. */
    private static final int WEIGHT_OF_SMALL = 4;

    private static final int KEPT_OF_PAYMENT = 600;

    private final Bounds streamed;
    private final Bounds whole;

    ComingBodies(IntakeConfig config, ShareOfRoom share) {
        var within = config.bodyWithin();
        var hurried = config.roomWithin().dividedBy(2);
        this.streamed =
                new Bounds(config.largestBody().asLongValue(), ComingBodies::ofPayments, within, hurried, share);
        this.whole = new Bounds(
                config.largestDocument().asLongValue(), length -> length * WEIGHT_OF_WHOLE, within, hurried, share);
    }

    /**
     * @param most bytes
     * @param room what a body of this length takes of it
     * @param hurried how long a sender that has room is waited for, beside what its bytes take: less long than others
     *     wait for room
     */
    record Bounds(long most, LongUnaryOperator room, Duration within, Duration hurried, ShareOfRoom share) {}

    private static long ofPayments(long length) {
        return Math.min(length * WEIGHT_OF_SMALL, length + (long) PaymentsBody.MOST * KEPT_OF_PAYMENT);
    }

    @ServerRequestFilter
    void watch(ContainerRequestContext request, ResourceInfo asked, RoutingContext routing) {
        if (!request.getMethod().equals("GET")) {
            var bounds = isStreamed(asked) ? streamed : whole;
            var watch = new Watch(routing);
            request.setEntityStream(
                    new ComingBody(request.getEntityStream(), bounds, request.getLength(), watch::until));
        }
    }

    private static boolean isStreamed(ResourceInfo asked) {
        return Arrays.asList(asked.getResourceMethod().getParameterTypes()).contains(InputStream.class);
    }
}
