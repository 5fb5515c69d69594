package io.remithub.intake.outbound.events;

import io.remithub.events.intake.RemittedPayment;
import io.remithub.messaging.MessagingConfig;
import io.remithub.messaging.PayloadTooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What one event carries. A claim and its registration travel on together when the orchestrator asks for the claim's
 * status and for its posting: neither may take more than its half then.
 */
@ApplicationScoped
class Carriage {

    /** For ids, figures and headers beside it. */
    private static final int REST = 64 << 10;

    private final int most;

    Carriage(MessagingConfig config) {
        this.most = config.maxPayload();
    }

    /** @param bytes of a claim, or of its registration */
    boolean carriesPart(int bytes) {
        return bytes <= (most - REST) / 2;
    }

    boolean carries(RemittedPayment payment) {
        return payment.getClaims().stream()
                        .allMatch(claim -> carriesPart(claim.getSealedClaim().remaining()))
                && size(payment) <= most - REST;
    }

    /** @throws PayloadTooLarge when it is not carried */
    RemittedPayment carried(RemittedPayment payment) {
        if (!carries(payment)) {
            throw new PayloadTooLarge(payment.getSchema().getName(), size(payment), most);
        }
        return payment;
    }

    private static int size(RemittedPayment payment) {
        try {
            return payment.toByteBuffer().remaining();
        } catch (IOException impossible) {
            throw new UncheckedIOException("written to memory", impossible);
        }
    }
}
