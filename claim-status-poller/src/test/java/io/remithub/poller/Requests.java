package io.remithub.poller;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Ids;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.messaging.Sealing;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.avro.specific.SpecificRecord;

/** What the orchestrator asks, through the broker. */
@ApplicationScoped
public class Requests {

    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Outbox outbox;
    private final Sealing sealing;

    Requests(Outbox outbox, Sealing sealing) {
        this.outbox = outbox;
        this.sealing = sealing;
    }

    static String payment() {
        return Ids.next();
    }

    /** @return the id of the request */
    String ask(String paymentId, String claimKey) {
        return ask(paymentId, claimKey, "Sam");
    }

    String ask(String paymentId, String claimKey, String firstName) {
        return send(paymentId, Claims.requested(sealing, paymentId, claimKey, firstName));
    }

    void askForPaidBy(String check, String paymentId, String claimKey) {
        var request = Claims.requested(sealing, paymentId, claimKey, "Sam");
        send(
                paymentId,
                ClaimStatusRequested.newBuilder(request)
                        .setIssuerPaymentId(check)
                        .build());
    }

    void cancel(String paymentId, String claimKey) {
        send(paymentId, Claims.cancelled(paymentId, claimKey));
    }

    private String send(String paymentId, SpecificRecord payload) {
        var cause = new Cause(null, "00-" + TRACE + "-b7ad6b7169203331-01");
        return QuarkusTransaction.requiringNew()
                .call(() -> outbox.append(new OutgoingEvent(
                        Topic.CLAIMS_STATUS_REQUESTS, paymentId, paymentId + "/0", Claims.TENANT, payload, cause)))
                .getFirst();
    }
}
