package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a payer can ask of what was accepted. */
final class Commands {

    private static final String SOMEBODY = "billing@payer.example";

    private static final Map<String, String> TOO_EARLY =
            Map.of("PaymentVoidRequested", "status-not-voidable", "PaymentSettled", "status-not-settleable");

    private final Payer payer;
    private final Told told;

    Commands(Payer payer, Told told) {
        this.payer = payer;
        this.told = told;
    }

    boolean voids(Told.Accepted payment) throws InterruptedException {
        return post("PaymentVoidRequested", "/payments/" + payment.paymentId() + "/void", null, of(payment));
    }

    boolean reissues(Told.Accepted payment) throws InterruptedException {
        return post("PaymentReissueRequested", "/payments/" + payment.paymentId() + "/reissue", null, of(payment));
    }

    boolean settles(Told.Accepted payment) throws InterruptedException {
        var body = Samples.JSON.createObjectNode().put("settledOn", "2025-02-14");
        return post("PaymentSettled", "/payments/" + payment.paymentId() + "/settle", body, of(payment));
    }

    boolean releases(Told.Accepted payment) throws InterruptedException {
        var path = "/payments/" + payment.paymentId() + "/release";
        return post("BatchReleaseRequested", path, release(payment.batchId()), of(payment));
    }

    boolean starts(String batchId) throws InterruptedException {
        return post("BatchStartRequested", batch(batchId) + "/start", null, of(batchId));
    }

    boolean releases(String batchId) throws InterruptedException {
        return post("BatchReleaseRequested", batch(batchId) + "/release", release(batchId), of(batchId));
    }

    boolean releases(String batchId, List<String> paymentIds) throws InterruptedException {
        var body = Samples.JSON.createObjectNode().put("releasedBy", SOMEBODY);
        paymentIds.forEach(body.putArray("paymentIds")::add);
        return post("BatchReleaseRequested", batch(batchId) + "/release-partial", body, of(batchId, paymentIds));
    }

    boolean cancels(String batchId) throws InterruptedException {
        return post("BatchCancelRequested", batch(batchId) + "/cancel", null, of(batchId));
    }

    /** Other control totals. */
    boolean amends(String batchId, long total, int payments) throws InterruptedException {
        var body = Samples.JSON.createObjectNode().put("numberOfPayments", payments);
        body.set("totalAmount", DecimalNode.valueOf(BigDecimal.valueOf(total, 2)));
        var name = "amend-%s-%d-%d".formatted(batchId, total, payments);
        return asked("BatchAmended", payer.send("PATCH", batch(batchId), body, name), of(batchId));
    }

    boolean replaces(Told.Accepted payment, Remittance other) throws InterruptedException {
        boolean taken = asked(
                "PaymentReplaced",
                payer.send("PUT", within(payment), other.payment(), "replace-" + payment.paymentId()),
                of(payment));
        if (taken) {
            told.replaced(payment.paymentId(), other);
        }
        return taken;
    }

    boolean removes(Told.Accepted payment) throws InterruptedException {
        var answer = payer.send("DELETE", within(payment), null, "remove-" + payment.paymentId());
        return asked("PaymentRemoved", answer, of(payment));
    }

    private boolean post(String command, String path, @Nullable JsonNode body, Told.Obeyed about)
            throws InterruptedException {
        return asked(command, payer.post(path, body, command + path), about);
    }

    /** Of a payer's own fault there is one: asking too early. All else that is asked for here is due. */
    private boolean asked(String command, Payer.Answer answer, Told.Obeyed about) {
        if (answer.status() == 204) {
            told.add(new Told.Obeyed(about.tenant(), command, about.batchId(), about.paymentId(), about.named()));
            return true;
        }
        if (answer.status() == 409 && answer.code().equals(TOO_EARLY.get(command))) {
            told.tooEarly(command);
        } else {
            told.astonishes(command + ": " + answer);
        }
        return false;
    }

    private Told.Obeyed of(String batchId) {
        return of(batchId, List.of());
    }

    private Told.Obeyed of(String batchId, List<String> named) {
        return new Told.Obeyed(payer.tenant(), "", batchId, null, named);
    }

    private static Told.Obeyed of(Told.Accepted payment) {
        return new Told.Obeyed(payment.tenant(), "", payment.batchId(), payment.paymentId());
    }

    private static String batch(String batchId) {
        return "/payments/batch/" + batchId;
    }

    private static String within(Told.Accepted payment) {
        return batch(payment.batchId()) + "/payments/" + payment.paymentId();
    }

    private static JsonNode release(String batchId) {
        return Samples.JSON.createObjectNode().put("batchId", batchId).put("releasedBy", SOMEBODY);
    }
}
