package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Requests that are refused while they have a patient in hand, each in another way. */
final class CanaryFaults {

    private static final int CLAIMS_TOO_MANY = 4000;
    private static final String PAYMENTS = Web.INTAKE + "/api/v1/payments";
    private static final String CLAIMS = Web.INTAKE + "/api/v1/claims";

    private final Canary canary;
    private final int payment;
    private final List<Web.Answer> answers = new ArrayList<>();

    /** @param payment a number that is not issued yet */
    CanaryFaults(Canary canary, int payment) {
        this.canary = canary;
        this.payment = payment;
    }

    List<Web.Answer> provoke() throws Exception {
        refusedFields();
        brokenBodies();
        refusedRegistrations();
        tooLarge();
        wrongDoors();
        return answers;
    }

    private void refusedFields() throws Exception {
        var gossip = canary.gossip();
        issue(request -> payee(request).put("taxId", gossip));
        issue(request -> request.put("accountShortCode", gossip));
        issue(request -> details(request).put("amount", gossip).put("paymentDate", gossip));
        issue(request -> details(request).put("totalNumberClaims", gossip).put("issuerReferenceId", gossip.repeat(3)));
        issue(request -> claim(request).put("claimPaymentInformation", gossip));
        issue(request -> claim(request).put("involvedEntitiesInfo", gossip).put("loop2110", gossip));
        issue(request -> paid(request).put("patientControlNumber", gossip).put("payerClaimControlNumber", gossip));
        issue(request -> paid(request).put("statusCode", gossip).put("paymentAmount", gossip));
        issue(request -> paid(request).putObject("patientControlNumber").put("value", gossip));
    }

    private void brokenBodies() throws Exception {
        var whole = text();
        var name = whole.indexOf("\"lastName\":\"") + 18;
        send(PAYMENTS, whole.substring(0, name).getBytes(UTF_8));
        send(PAYMENTS, (whole.substring(0, name) + "\u0000" + whole.substring(name)).getBytes(UTF_8));
        send(PAYMENTS, (whole.substring(0, name) + "\\x" + whole.substring(name)).getBytes(UTF_8));
        send(PAYMENTS, (whole + whole).getBytes(UTF_8));
        send(PAYMENTS, whole.replace("\"firstName\":", "\"lastName\":").getBytes(UTF_8));
        send(PAYMENTS, ("[".repeat(100) + whole).getBytes(UTF_8));
        var bytes = whole.getBytes(UTF_8);
        bytes[name] = (byte) 0xC3;
        send(PAYMENTS, bytes);
    }

    private void refusedRegistrations() throws Exception {
        var gossip = canary.gossip();
        register(claim ->
                ((ObjectNode) claim.path("patient")).put("birthDate", gossip).put("lastName", gossip));
        register(claim -> ((ObjectNode) claim.path("subscriber")).put("memberId", gossip));
        register(claim -> ((ObjectNode) claim.path("billingProvider"))
                .put("taxId", gossip)
                .put("npi", gossip));
        register(claim -> claim.put("patientControlNumber", gossip).put("admitDate", gossip));
        register(claim ->
                ((ObjectNode) claim.path("ehr")).put("patientId", gossip).put("charges", gossip));
    }

    /** Parts of it fit every column; all of it fits no event. */
    private void tooLarge() throws Exception {
        issue(request -> {
            var loop = (ArrayNode) request.at("/payment/claimLevelInformation/0/claimLoop");
            var first = (ObjectNode) loop.get(0);
            for (int more = 0; more < CLAIMS_TOO_MANY; more++) {
                var claim = first.deepCopy();
                var paid = (ObjectNode) claim.path("claimPaymentInformation");
                paid.put(
                        "patientControlNumber",
                        paid.path("patientControlNumber").asText() + more);
                loop.add(claim);
            }
        });
        register(claim -> {
            var charges = ((ObjectNode) claim.path("ehr")).putObject("charges");
            for (int line = 0; line < 20_000; line++) {
                charges.put(Integer.toString(line), "charge of " + canary.patientId(payment) + " ".repeat(40));
            }
        });
    }

    private void wrongDoors() throws Exception {
        var body = text().getBytes(UTF_8);
        answers.add(Web.post(PAYMENTS, body, "API-Key", "nobody's", "Content-Type", "application/json"));
        answers.add(Web.post(PAYMENTS, body, "API-Key", Payer.ACME.apiKey(), "Content-Type", "text/plain"));
        answers.add(Web.post(PAYMENTS + "/none", body, "API-Key", Payer.ACME.apiKey()));
        answers.add(Web.post(Web.POSTING + "/webhooks/nexhealth", body, "signature", canary.gossip()));
        answers.add(Web.post(Web.POSTING + "/webhooks/decoda", body, "Content-Type", "application/json"));
    }

    private void issue(Consumer<ObjectNode> spoil) throws Exception {
        var request = canary.request(payment);
        spoil.accept(request);
        send(PAYMENTS, Payer.JSON.writeValueAsBytes(request));
    }

    private void register(Consumer<ObjectNode> spoil) throws Exception {
        var claims = canary.registrations(payment);
        spoil.accept((ObjectNode) claims.path("claims").get(0));
        send(CLAIMS, Payer.JSON.writeValueAsBytes(claims));
    }

    private void send(String url, byte[] body) throws Exception {
        answers.add(Web.post(url, body, "API-Key", Payer.ACME.apiKey(), "Content-Type", "application/json"));
    }

    private String text() throws IOException {
        return Payer.JSON.writeValueAsString(canary.request(payment));
    }

    private static ObjectNode payee(ObjectNode request) {
        return (ObjectNode) request.at("/payment/payeeDetails");
    }

    private static ObjectNode details(ObjectNode request) {
        return (ObjectNode) request.at("/payment/paymentDetails");
    }

    private static ObjectNode claim(ObjectNode request) {
        return (ObjectNode) request.at("/payment/claimLevelInformation/0/claimLoop/0");
    }

    private static ObjectNode paid(ObjectNode request) {
        return (ObjectNode) claim(request).path("claimPaymentInformation");
    }
}
