package io.remithub.poller.application;

import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.Cause;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.messaging.StateLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.logging.Logger;

/** Requests become tickets; cancelled ones stop theirs unless another payment needs it. */
@ApplicationScoped
public class RequestClaimStatus {

    private static final Logger LOG = Logger.getLogger(RequestClaimStatus.class);

    private final Subscriptions subscriptions;
    private final Runnable wake;

    RequestClaimStatus(Subscriptions subscriptions, DueTickets due) {
        this.subscriptions = subscriptions;
        this.wake = due::wake;
    }

    /** Within the inbox's transaction. Of what one batch says about one claim of a payment, the last word counts. */
    public void handle(List<ReceivedEvent> events) {
        var requests = new LinkedHashMap<Asker, ClaimRequest>();
        var cancellations = new LinkedHashMap<Asker, Subscriber>();
        for (ReceivedEvent event : events) {
            switch (event.payload()) {
                case ClaimStatusRequested requested -> {
                    var request = requestOf(requested, event);
                    cancellations.remove(Asker.of(request.subscriber()));
                    requests.put(Asker.of(request.subscriber()), request);
                }
                case ClaimStatusCancelled cancelled -> {
                    var leaving = subscriberOf(cancelled, event);
                    requests.remove(Asker.of(leaving));
                    cancellations.put(Asker.of(leaving), leaving);
                }
                default -> throw new IllegalArgumentException("no claim-status request: " + event);
            }
        }
        var stopped = subscriptions.leave(cancellations.values());
        var opened = subscriptions.join(requests.values());
        AfterCommit.run(() -> {
            stopped.forEach(RequestClaimStatus::log);
            opened.forEach(RequestClaimStatus::log);
        });
        AfterCommit.run(wake);
    }

    private static void log(Subscriptions.Opened opened) {
        var subscriber = opened.subscriber();
        StateLog.tell(
                LOG,
                subscriber.cause(),
                subscriber.whose(),
                "ticket %s Queued: requested for payment %s/%d",
                opened.ticketId(),
                subscriber.paymentId(),
                subscriber.claimIndex());
    }

    private static void log(Subscriptions.Stopped stopped) {
        var left = stopped.subscriber();
        StateLog.tell(LOG, left.cause(), left.whose(), "ticket %s Cancelled: nobody waits for it", stopped.ticketId());
    }

    private static ClaimRequest requestOf(ClaimStatusRequested requested, ReceivedEvent event) {
        return new ClaimRequest(
                new Subscriber(
                        requested.getTenantId(),
                        requested.getClaimKey(),
                        requested.getBatchId(),
                        requested.getPaymentId(),
                        requested.getClaimIndex(),
                        requested.getIssuance(),
                        requested.getIssuerPaymentId(),
                        causeOf(event)),
                requested.getChargeAmount(),
                requested.getSealedRegistration(),
                requested.getSealedClaim());
    }

    private static Subscriber subscriberOf(ClaimStatusCancelled cancelled, ReceivedEvent event) {
        return new Subscriber(
                cancelled.getTenantId(),
                cancelled.getClaimKey(),
                cancelled.getBatchId(),
                cancelled.getPaymentId(),
                cancelled.getClaimIndex(),
                cancelled.getIssuance(),
                null,
                causeOf(event));
    }

    private static Cause causeOf(ReceivedEvent event) {
        return event.cause();
    }

    private record Asker(String tenantId, String claimKey, String paymentId, int claimIndex) {
        static Asker of(Subscriber subscriber) {
            return new Asker(
                    subscriber.tenantId(), subscriber.claimKey(), subscriber.paymentId(), subscriber.claimIndex());
        }
    }
}
