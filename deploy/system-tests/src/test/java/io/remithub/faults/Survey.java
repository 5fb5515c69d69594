package io.remithub.faults;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.rig.Part;
import io.remithub.system.Databases;
import io.remithub.system.Search;
import io.remithub.system.Streams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads everything: the ledgers of the partners, the four databases, and every topic from its beginning. */
final class Survey {

    private static final int MOST_LEAKS = 20;

    private final Hub hub;
    private final Sandbox sandbox;
    private final Search search;

    Survey(Hub hub, Sandbox sandbox, PatientOfTheRun patient) {
        this.hub = hub;
        this.sandbox = sandbox;
        this.search = new Search(patient.words());
    }

    /** @param leaked what is known already to be told in clear */
    Snapshot take(Told told, Set<Snapshot.Place> injected, Set<String> leaked)
            throws IOException, InterruptedException, SQLException {
        var events = new ArrayList<Snapshot.Event>();
        var hits = new TreeSet<>(leaked);
        Streams.each(hub.rig().bootstrapServers(), record -> {
            hits.addAll(search.hits(Stream.of(place(record))));
            event(record, injected, events);
        });
        hits.addAll(leaks());
        var outboxes = new HashMap<String, Integer>();
        var parked = new ArrayList<Snapshot.Parked>();
        var sequences = new HashMap<String, Map<String, Long>>();
        for (var part : Hub.SERVICES) {
            var tables = new Tables(hub.rig(), part);
            outboxes.put(part.label(), tables.outbox());
            parked.addAll(tables.parked());
            sequences.putAll(tables.sequences());
        }
        return new Snapshot(
                told.opened(),
                told.accepted(),
                told.obeyed(),
                told.registered(),
                new Tables(hub.rig(), Part.INTAKE).intake(),
                new Tables(hub.rig(), Part.ORCHESTRATOR).registrations(),
                new Tables(hub.rig(), Part.ORCHESTRATOR).known(),
                new Tables(hub.rig(), Part.ORCHESTRATOR).batches(),
                new Tables(hub.rig(), Part.ORCHESTRATOR).payments(),
                new Tickets(hub, sandbox).givenUp(),
                new Tables(hub.rig(), Part.POSTING).postings(),
                ledger(),
                events,
                sequences,
                outboxes,
                parked,
                injected,
                hits.stream().limit(MOST_LEAKS).collect(toSet()));
    }

    private static void event(
            ConsumerRecord<byte[], byte[]> record, Set<Snapshot.Place> injected, List<Snapshot.Event> events) {
        var place = new Snapshot.Place(record.topic(), record.partition(), record.offset());
        var subject = header(record, "ce_subject");
        var sequence = header(record, "ce_sequence");
        var id = header(record, "ce_id");
        if (sequence != null
                && subject != null
                && id != null
                && !injected.contains(place)
                && !Overtaking.isEarly(record.headers())) {
            events.add(new Snapshot.Event(place, id, subject, Long.parseLong(sequence)));
        }
    }

    private static @org.jspecify.annotations.Nullable String header(
            ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private List<LedgerEntry> ledger() throws IOException, InterruptedException {
        var entries = new ArrayList<LedgerEntry>();
        var record = sandbox.json("/ledger/nexhealth");
        for (var payment : record.path("transactions")) {
            entries.add(transaction(payment, 1));
        }
        for (var adjustment : record.path("adjustments")) {
            entries.add(transaction(adjustment, -1));
        }
        for (var charge : sandbox.json("/ledger/decoda").path("charges")) {
            var whose = Due.Whose.inBilling(charge.path("tenant"), charge.path("patientId"));
            entries.add(new LedgerEntry(
                    Book.BILLING,
                    charge.path("externalId").asText(),
                    whose,
                    charge.path("total").asLong(),
                    true));
            for (var adjustment : charge.path("adjustments")) {
                entries.add(new LedgerEntry(
                        Book.BILLING,
                        adjustment.path("reason").asText(),
                        whose,
                        -adjustment.path("amount").asLong(),
                        true));
            }
        }
        return entries;
    }

    private static LedgerEntry transaction(JsonNode transaction, int sign) {
        return new LedgerEntry(
                Book.HEALTH_RECORD,
                transaction.path("transaction_id").asText(),
                Due.Whose.inRecord(
                        transaction.path("subdomain"), transaction.path("location_id"), transaction.path("patient_id")),
                sign * Remittance.cents(transaction.path("amount")),
                transaction.path("status").asText().equals("complete"));
    }

    private static byte[] bytes(String url) throws IOException, InterruptedException {
        return Payer.HTTP
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private Set<String> leaks() throws IOException, InterruptedException, SQLException {
        var logs = io.remithub.system.Place.ofFiles(
                hub.rig().directory(),
                file -> file.toString().endsWith(".log") && !file.toString().contains("partner-sandbox"));
        var hits = new TreeSet<>(search.hits(logs));
        for (var part : Hub.SERVICES) {
            try (var connection = hub.rig().connectAsSuperuser(part)) {
                hits.addAll(search.hits(Databases.tables(part.database(), connection).stream()));
            }
        }
        for (var replica : Hub.replicas()) {
            var metrics = new io.remithub.system.Place(
                    "metrics of " + replica, bytes(hub.managementUrl(replica) + "/q/metrics"));
            hits.addAll(search.hits(Stream.of(metrics)));
        }
        return hits;
    }

    private static io.remithub.system.Place place(ConsumerRecord<byte[], byte[]> record) {
        var all = new java.io.ByteArrayOutputStream();
        for (var header : record.headers()) {
            all.writeBytes(header.key().getBytes(StandardCharsets.UTF_8));
            all.writeBytes(header.value());
        }
        if (record.key() != null) {
            all.writeBytes(record.key());
        }
        if (record.value() != null) {
            all.writeBytes(record.value());
        }
        return new io.remithub.system.Place(record.topic(), all.toByteArray());
    }
}
