package io.remithub.intake.inbound.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** Hangs up on a sender that has fallen silent: nobody can be woken from reading in another way. */
final class Watch {

    private static final long EVERY_MILLIS = 250;

    private final RoutingContext routing;

    Watch(RoutingContext routing) {
        this.routing = routing;
    }

    void until(BooleanSupplier overdue) {
        routing.vertx().setPeriodic(EVERY_MILLIS, timer -> {
            boolean over = routing.request().isEnded()
                    || routing.response().ended()
                    || routing.response().closed();
            boolean late = !over && overdue.getAsBoolean();
            if (over || late) {
                routing.vertx().cancelTimer(timer);
            }
            if (late) {
                routing.request().connection().close();
            }
        });
    }
}
