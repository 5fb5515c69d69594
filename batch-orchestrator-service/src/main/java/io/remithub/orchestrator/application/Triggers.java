package io.remithub.orchestrator.application;

import io.remithub.messaging.Cause;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Trigger;
import java.time.Clock;

/** What moved a payment, and the same as messaging says it. */
public final class Triggers {

    private Triggers() {}

    static Trigger of(ReceivedEvent event, Clock clock) {
        var actor =
                switch (event.topic()) {
                    case PAYMENTS_INTAKE -> Actor.PAYER;
                    case CLAIMS_STATUS -> Actor.CLEARINGHOUSE;
                    case EHR_POSTINGS -> Actor.EHR;
                    // A registration is no step of anybody's in the payment: the hub goes on by itself.
                    case CLAIMS_REGISTRATIONS,
                            PAYMENTS_LIFECYCLE,
                            BATCHES_LIFECYCLE,
                            CLAIMS_STATUS_REQUESTS,
                            EHR_POSTING_REQUESTS,
                            SCHEMAS -> Actor.HUB;
                };
        return new Trigger(actor, event.cause().eventId(), event.cause().traceparent(), clock.instant());
    }

    public static Cause cause(Trigger trigger) {
        return new Cause(trigger.causeId(), trigger.traceparent());
    }
}
