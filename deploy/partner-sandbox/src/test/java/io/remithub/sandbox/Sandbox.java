package io.remithub.sandbox;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client of the sandbox that sends what is valid unless told otherwise. */
public final class Sandbox {
    private Sandbox() {}

    public static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 18);
    }

    public static Response script(String json) {
        return given().contentType(ContentType.JSON)
                .body(json.replace('\'', '"'))
                .post("/script");
    }

    public static String integrexToken() {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "hub")
                .formParam("client_secret", "secret")
                .post("/integrex/auth")
                .path("access_token");
    }

    public static RequestSpecification integrex() {
        return given().auth().oauth2(integrexToken()).contentType(ContentType.JSON);
    }

    public static String nexHealthToken() {
        return given().header("Authorization", "api-key")
                .header("Nex-Api-Version", "v20240412")
                .post("/nexhealth/authenticates")
                .path("data.token");
    }

    public static RequestSpecification nexHealth() {
        return nexHealth("every-health", "101");
    }

    public static RequestSpecification nexHealth(String subdomain, String locationId) {
        return given().auth()
                .oauth2(nexHealthToken())
                .header("Nex-Api-Version", "v20240412")
                .queryParam("subdomain", subdomain)
                .queryParam("location_id", locationId)
                .contentType(ContentType.JSON);
    }

    public static RequestSpecification decoda() {
        return given().header("API-KEY", "key").header("TENANT", "every-health").contentType(ContentType.JSON);
    }

    /** JSON of the members given, laid over a valid claim; an empty value leaves the member out. */
    public static String claim(String... overrides) {
        return object(with("""
                        patientDob 1980-02-29 patientFirstName Sam patientLastName Shephard subscriberId MBR0042
                        subscriberFirstName Sam subscriberLastName Shephard subscriberDob 1980-02-29
                        billingProviderNpi 1234567893 billingProviderName Clinic taxId 786532990 admitDate 2025-01-10
                        totalCharges 2000.00 payerId 87726 payerName Plan trackingId1 T-1 trackingId2 T-2
                        """, overrides));
    }

    /** A payment of 1500.00 with charge splits, as JSON; overrides are raw JSON, an empty one leaves the member out. */
    public static String payment(String transactionId, String... overrides) {
        var members = with(
                "currency \"USD\" patient_id 1234 amount \"1500.00\" paid_at \"2025-01-15\" "
                        + "charge_splits {\"9001\":\"900.00\",\"9002\":\"600.00\"}",
                overrides);
        members.putIfAbsent("type_name", "\"Insurance Payment\"");
        members.putIfAbsent("transaction_id", "\"" + transactionId + "\"");
        return "{\"payment_transaction\":" + raw(members) + "}";
    }

    public static String adjustment(String transactionId, String... overrides) {
        var members = with(
                "currency \"USD\" patient_id 1234 amount \"1500.00\" adjusted_at \"2025-02-15\" "
                        + "charge_splits {\"9001\":\"900.00\",\"9002\":\"600.00\"}",
                overrides);
        members.putIfAbsent("type_name", "\"Insurance Reversal\"");
        members.putIfAbsent("transaction_id", "\"" + transactionId + "\"");
        return "{\"adjustment_transaction\":" + raw(members) + "}";
    }

    public static String charge(String externalId) {
        return "{\"patientId\":\"pat_0042\",\"totalOutstanding\":10000,\"customAmount\":10000,\"status\":\"OUTSTANDING\","
                + "\"externalId\":\"" + externalId + "\"}";
    }

    private static Map<String, String> with(String usual, String... overrides) {
        var members = new LinkedHashMap<String, String>();
        var words = Stream.of(usual.strip().split("\\s+")).toList();
        for (var i = 0; i < words.size(); i += 2) {
            members.put(words.get(i), words.get(i + 1));
        }
        for (var i = 0; i < overrides.length; i += 2) {
            members.put(overrides[i], overrides[i + 1]);
        }
        return members;
    }

    private static String object(Map<String, String> members) {
        members.replaceAll((_, value) -> value.isEmpty() ? value : "\"" + value + "\"");
        return raw(members);
    }

    private static String raw(Map<String, String> members) {
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isEmpty())
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
