package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.intake.application.IssuanceCommand.NewTerms;
import io.remithub.intake.inbound.rest.body.Reissue;
import io.remithub.intake.inbound.rest.body.RequestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a reissue is sent with, put into the payment's request. */
final class Reissues {

    private static final String PAYEE = "payeeDetails";
    private static final String SHIPPING = "shippingDetails";
    private static final String METHOD = "remitMethod";

    private Reissues() {}

    /** Everything stays as it was. */
    static NewTerms none(RequestReader reader) {
        return new NewTerms(
                null, null, List.of(), UnaryOperator.identity(), request -> Remittances.of(reader.payment(request)));
    }

    /** @param body as it came: members unknown to the hub are kept as well */
    static NewTerms terms(Reissue reissue, byte[] body, RequestReader reader) {
        return new NewTerms(
                reissue.payeeDetails() == null ? null : reissue.payeeDetails().taxId(),
                reissue.remitMethod(),
                changed(reissue),
                former -> put(ExactJson.read(body), ExactJson.read(former)),
                request -> Remittances.of(reader.payment(request)));
    }

    private static List<String> changed(Reissue reissue) {
        var changed = new ArrayList<String>();
        if (reissue.payeeDetails() != null) {
            changed.add(PAYEE);
        }
        if (reissue.shippingDetails() != null) {
            changed.add(SHIPPING);
        }
        if (reissue.remitMethod() != null) {
            changed.add(METHOD);
        }
        return changed;
    }

    private static byte[] put(JsonNode terms, JsonNode request) {
        var payment = (ObjectNode) request.get("payment");
        if (terms.hasNonNull(PAYEE)) {
            payment.set(PAYEE, terms.get(PAYEE));
            payment.remove(SHIPPING); // another's mail
        }
        if (terms.hasNonNull(SHIPPING)) {
            payment.set(SHIPPING, terms.get(SHIPPING));
        }
        if (terms.hasNonNull(METHOD)) {
            ((ObjectNode) payment.get("paymentDetails")).set(METHOD, terms.get(METHOD));
        }
        return ExactJson.write(request);
    }
}
