package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.restassured.RestAssured.given;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What partners send by themselves, signed as they sign it. */
final class Webhooks {

    private Webhooks() {}

    static Response complete(Claims.Asked asked) {
        return signed("nexhealth", nexhealth(asked, "complete"), PartnersResource.SECRET);
    }

    static Response failed(Claims.Asked asked) {
        return signed("nexhealth", nexhealth(asked, "failed"), PartnersResource.SECRET);
    }

    /** The debit that takes back what a claim with status 22 says. */
    static Response debited(Claims.Asked asked) {
        return debited(asked.paymentId + asked.index, Stubs.transactionId(asked));
    }

    static Response debited(String id, String transactionId) {
        return signed("nexhealth", """
                {"resource_type": "AdjustmentTransaction", "event": "adjustment_transaction_insertion",
                 "status": "complete",
                 "data": {"adjustment_transaction": {"id": "%s", "transaction_id": "%s"}}}""".formatted(id, transactionId), PartnersResource.SECRET);
    }

    static String nexhealth(Claims.Asked asked, String status) {
        return nexhealth(asked.paymentId + asked.index, Stubs.transactionId(asked), status);
    }

    static Response complete(String id, String transactionId) {
        return signed("nexhealth", nexhealth(id, transactionId, "complete"), PartnersResource.SECRET);
    }

    static Response failed(String id, String transactionId) {
        return signed("nexhealth", nexhealth(id, transactionId, "failed"), PartnersResource.SECRET);
    }

    private static String nexhealth(String id, String transactionId, String status) {
        return """
                {"resource_type": "PaymentTransaction", "event": "payment_transaction_insertion", "status": "%s",
                 "event_time": "2025-01-15T10:00:00Z",
                 "data": {"payment_transaction": {"id": "%s", "transaction_id": "%s", "error": "Canary is not known"}}}""".formatted(status, id, transactionId);
    }

    static Response signed(String partner, String body, String secret) {
        return sent(partner, body, hmac(body, secret));
    }

    static Response sent(String partner, String body, String signature) {
        return given().header("signature", signature)
                .contentType("application/json")
                .body(body)
                .post("/webhooks/" + partner);
    }

    static ResponseDefinitionBuilder charged(Claims.Asked asked, long cents) {
        return okJson("""
                {"id": "chg_%d", "externalId": "%s", "status": "OUTSTANDING", "total": %d, "totalOutstanding": %d,
                 "patient": {"firstName": "Canary", "allergies": ["penicillin"]}}""".formatted(asked.patient, Stubs.externalId(asked), cents, cents));
    }

    static String hmac(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
