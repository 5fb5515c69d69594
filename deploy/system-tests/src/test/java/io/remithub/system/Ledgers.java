package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the partners have on their books: the truth about what was posted, and how often. */
final class Ledgers {

    private static final String SANDBOX = "http://localhost:8090/ledger/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Transaction(String reference, long patientId, BigDecimal amount, String status) {}

    record Charge(String reference, String patientId, long cents, String status) {}

    private Ledgers() {}

    static List<Transaction> transactions() throws IOException, InterruptedException {
        return entries(read("nexhealth").path("transactions"))
                .map(entry -> new Transaction(
                        entry.path("transaction_id").asText(),
                        entry.path("patient_id").asLong(),
                        dollars(entry.path("amount")),
                        entry.path("status").asText()))
                .toList();
    }

    /** What the debit adjustments that are in the ledger come to. */
    static BigDecimal debits() throws IOException, InterruptedException {
        return entries(read("nexhealth").path("adjustments"))
                .filter(entry -> entry.path("status").asText().equals("complete"))
                .map(entry -> dollars(entry.path("amount")).abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static List<Charge> charges() throws IOException, InterruptedException {
        return entries(read("decoda").path("charges"))
                .map(entry -> new Charge(
                        entry.path("externalId").asText(),
                        entry.path("patientId").asText(),
                        entry.path("total").asLong(),
                        entry.path("status").asText()))
                .toList();
    }

    /** Fails where there is more than cents. */
    private static BigDecimal dollars(JsonNode amount) {
        return new BigDecimal(amount.asText()).setScale(2);
    }

    private static Stream<JsonNode> entries(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String partner) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SANDBOX + partner)).build();
        return Payer.JSON.readTree(
                HTTP.send(request, BodyHandlers.ofByteArray()).body());
    }
}
