package io.remithub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The samples under references of their own each time. Each number stands in a place of eight digits, so that a request
 * costs the load little more than a copy.
 */
final class Requests {

    private static final String PLACE = "00000000";
    /** More than any stage asks for. */
    private static final int APART = 2_000_000;

    private static final AtomicInteger FURTHER = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] template;
    private final int[] places;
    private final AtomicInteger next;

    /** @param first one less than the number of the first */
    private Requests(JsonNode request, int first) {
        this.next = new AtomicInteger(first);
        String text = request.toString();
        this.template = text.getBytes(StandardCharsets.UTF_8);
        this.places = Pattern.compile(PLACE)
                .matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .toArray();
    }

    /** Bodies of {@code POST /payments}, with two claims; none twice, whoever asks for them. */
    static Requests payments() throws IOException {
        return new Requests(payment(), apart());
    }

    /** Where numbers begin that nobody else uses. */
    static int apart() {
        return FURTHER.addAndGet(APART);
    }

    /** The same with one claim. */
    static Requests paymentsOfOneClaim(int first) throws IOException {
        var request = payment();
        var payment = (ObjectNode) request.path("payment");
        payment.put("totalNumberClaims", 1);
        payment.remove("providerLevelAdjustment");
        ((ArrayNode) payment.path("claimLevelInformation").get(0).path("claimLoop")).remove(1);
        var paid = payment.at("/claimLevelInformation/0/claimLoop/0/claimPaymentInformation/paymentAmount");
        ((ObjectNode) payment.path("paymentDetails")).set("amount", paid);
        return new Requests(request, first);
    }

    /** What stands between the brackets of an add. */
    static Requests paymentsOfABatch() throws IOException {
        return new Requests(payment().path("payment"), apart());
    }

    /** What the practice knows of the claim of {@link #paymentsOfOneClaim}. */
    static Requests registrations(int first) throws IOException {
        var claim = (ObjectNode) sample("register-claims.json").path("claims").get(0);
        return new Requests(claim.put("patientControlNumber", "PCN-" + PLACE), first);
    }

    private static JsonNode payment() throws IOException {
        var request = (ObjectNode) sample("issue-balanced-payment.json");
        request.put("clientRequestId", "BENCH-" + PLACE);
        var payment = request.path("payment");
        ((ObjectNode) payment.path("paymentDetails")).put("issuerReferenceId", "BENCH-REF-" + PLACE);
        int loop = 0;
        for (var claim : payment.path("claimLevelInformation").get(0).path("claimLoop")) {
            var number = loop++ == 0 ? "PCN-" + PLACE : "PCN-" + PLACE + "-" + loop;
            ((ObjectNode) claim.path("claimPaymentInformation")).put("patientControlNumber", number);
        }
        return request;
    }

    private static JsonNode sample(String name) throws IOException {
        return JSON.readTree(Path.of("samples", name).toFile());
    }

    byte[] next() {
        return numbered(next.incrementAndGet());
    }

    private byte[] numbered(int number) {
        byte[] body = template.clone();
        for (int place : places) {
            int rest = number;
            for (int digit = PLACE.length() - 1; digit >= 0; digit--) {
                body[place + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return body;
    }

    /** The next ones, as a member of that name. */
    byte[] list(String member, int many) throws IOException {
        var list = new ByteArrayOutputStream(many * (template.length + 1));
        list.write(("{\"" + member + "\":[").getBytes(StandardCharsets.US_ASCII));
        for (int one = 0; one < many; one++) {
            if (one > 0) {
                list.write(',');
            }
            list.write(next());
        }
        list.write("]}".getBytes(StandardCharsets.US_ASCII));
        return list.toByteArray();
    }
}
