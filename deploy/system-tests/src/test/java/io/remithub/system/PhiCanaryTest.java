package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Everything that the hub leaves behind of a patient's journey is searched for that patient. The sandbox's own journal
 * and log are the partners': there the patient must be found.
 */
@Order(6)
@ExtendWith(RunningHub.class)
class PhiCanaryTest {

    private static final List<String> SERVICES = List.of(
            "payment-intake-service", "batch-orchestrator-service", "claim-status-poller", "ehr-posting-service");
    private static final int SECONDS_TO_EXPORT = 20;
    private static final CanaryJourney JOURNEY = new CanaryJourney();
    private static final Canary CANARY = JOURNEY.canary;
    private static final Search PATIENT = new Search(CANARY.words());

    @BeforeAll
    static void the_patient_goes_through_the_hub_in_every_way() throws Exception {
        JOURNEY.go();
    }

    @Test
    void the_partners_and_whoever_may_read_patients_find_all_of_it() throws Exception {
        var told = new Search(CANARY.registered).hits(partners());
        var seen = new Search(CANARY.remitted).hits(Stream.of(JOURNEY.details(Payer.ACME_PHI, CanaryJourney.PAID)));

        assertThat(told).hasSizeGreaterThanOrEqualTo(CANARY.registered.size());
        assertThat(CANARY.registered.keySet())
                .allSatisfy(word -> assertThat(told).anyMatch(hit -> hit.startsWith(word)));
        assertThat(seen).hasSameSizeAs(CANARY.remitted.keySet());
    }

    @Test
    void no_partner_is_told_a_social_security_number() {
        assertThat(new Search(Map.of("SSN", CANARY.socialSecurityNumber))
                        .hits(partners().filter(Predicate.not(place -> new String(place.content(), UTF_8)
                                .contains(CANARY.gossip())))))
                .isEmpty();
    }

    @Test
    void the_search_sees_through_case_hex_base64_and_wide_characters() {
        for (var word : CANARY.words().values()) {
            var search = new Search(Map.of("it", word));
            var bytes = word.getBytes(UTF_8);
            for (int before = 0; before < 3; before++) {
                var base64 = Base64.getEncoder().encode(("x".repeat(before) + word + "y").getBytes(UTF_8));
                assertThat(search.words(base64)).isNotEmpty();
            }
            assertThat(search.words(
                            HexFormat.of().withUpperCase().formatHex(bytes).getBytes(UTF_8)))
                    .isNotEmpty();
            assertThat(search.words(("<" + word.toUpperCase() + ">").getBytes(UTF_8)))
                    .isNotEmpty();
            assertThat(search.words(word.getBytes(UTF_16BE))).isNotEmpty();
            assertThat(search.words(word.substring(1).getBytes(UTF_8))).isEmpty();
        }
    }

    @Test
    void no_log_names_the_patient() {
        var logs = Place.ofFiles(Dev.STACK.resolve("logs"), file -> !isOfSandbox(file))
                .toList();

        assertThat(paymentsIn(logs)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(PATIENT.hits(logs.stream())).isEmpty();
    }

    @Test
    void no_topic_names_the_patient_in_key_header_or_payload() {
        var records = Streams.all().stream().flatMap(PhiCanaryTest::places).toList();

        assertThat(paymentsIn(records))
                .anyMatch(hit -> hit.contains("payments.lifecycle.v1"))
                .anyMatch(hit -> hit.contains("ehr.posting-requests.v1"));
        assertThat(PATIENT.hits(records.stream())).isEmpty();
    }

    @Test
    void no_table_names_the_patient() throws Exception {
        for (var database : Databases.NAMES) {
            var tables = Databases.tables(database);

            assertThat(paymentsIn(tables)).isNotEmpty();
            assertThat(PATIENT.hits(tables.stream())).isEmpty();
        }
    }

    @Test
    void no_file_of_database_and_broker_names_the_patient() throws Exception {
        Databases.flush();
        for (var part : List.of("postgres/base", "postgres/pg_wal", "kafka")) {
            assertThat(paymentsIn(files(part).toList())).describedAs(part).isNotEmpty();
        }
        assertThat(PATIENT.hits(files(""))).isEmpty();
    }

    @Test
    void no_metric_names_the_patient() throws Exception {
        for (var service : List.of(9080, 9081, 9082, 9083)) {
            var metrics = Web.get("http://localhost:" + service + "/q/metrics");

            assertThat(metrics.status()).isEqualTo(200);
            assertThat(PATIENT.hits(Stream.of(new Place("metrics on " + service, metrics.bytes()))))
                    .isEmpty();
        }
    }

    @Test
    void no_span_names_the_patient() {
        for (var service : SERVICES) {
            await().atMost(SECONDS_TO_EXPORT, SECONDS).until(() -> !new Search(Map.of("service", service))
                    .hits(Collector.exports().stream())
                    .isEmpty());
        }

        assertThat(paymentsIn(Collector.exports())).isNotEmpty();
        assertThat(PATIENT.hits(Collector.exports().stream())).isEmpty();
    }

    @Test
    void no_parked_event_is_shown_with_the_patient() throws Exception {
        var key = Dev.secret("ADMIN_KEY");
        for (var service : List.of(Web.INTAKE, Web.ORCHESTRATOR, Web.POLLER, Web.POSTING)) {
            var parked = Web.get(service + "/parked", "Admin-Key", key);

            assertThat(parked.status()).isEqualTo(200);
            assertThat(PATIENT.hits(Stream.of(new Place(service, parked.bytes()))))
                    .isEmpty();
            assertThat(Web.get(service + "/parked").status()).isEqualTo(401);
        }
    }

    @Test
    void no_answer_names_the_patient_to_whoever_may_not_read_patients() throws Exception {
        for (var payment : JOURNEY.payments.keySet()) {
            var id = JOURNEY.payments.get(payment);
            JOURNEY.answers.add(JOURNEY.details(Payer.ACME, payment));
            JOURNEY.keep("payment", Web.get(Web.INTAKE + "/api/v1/payments/" + id, "API-Key", Payer.ACME.apiKey()));
            JOURNEY.keep("exceptions", Operators.get("operator", Web.ORCHESTRATOR + "/exceptions?paymentId=" + id));
            JOURNEY.keep("postings", Operators.get("operator", Web.POSTING + "/postings?paymentId=" + id));
            for (var claim : Payer.ACME.details(id).path("claims")) {
                if (claim.hasNonNull("ticketId")) {
                    JOURNEY.keep(
                            "ticket",
                            Operators.get(
                                    "operator",
                                    Web.POLLER + "/tickets/"
                                            + claim.path("ticketId").asText()));
                }
            }
        }

        assertThat(paymentsIn(JOURNEY.answers)).isNotEmpty();
        assertThat(PATIENT.hits(JOURNEY.answers.stream())).isEmpty();
    }

    @Test
    void no_temporary_file_names_the_patient() throws Exception {
        var begun = Files.getLastModifiedTime(Dev.note("launcher"));
        var left = Place.ofFiles(
                Path.of(System.getProperty("java.io.tmpdir")),
                file -> !Dev.PROJECT.startsWith(file) && !file.startsWith(Dev.PROJECT) && isSince(begun, file));

        assertThat(PATIENT.hits(left)).isEmpty();
    }

    /** Where the ids of the payments are, which are no secret: proof that a search gets there. */
    private static Set<String> paymentsIn(List<Place> places) {
        var ids = new TreeMap<String, String>();
        JOURNEY.payments.forEach((payment, id) -> ids.put("payment " + payment, id));
        return new Search(ids).hits(places.stream());
    }

    private static Stream<Place> places(ConsumerRecord<byte[], byte[]> record) {
        var name = record.topic() + " " + record.partition() + "/" + record.offset() + " ";
        var parts = new ArrayList<Place>();
        parts.add(new Place(name + "key", record.key() == null ? new byte[0] : record.key()));
        parts.add(new Place(name + "payload", record.value() == null ? new byte[0] : record.value()));
        record.headers().forEach(header -> {
            parts.add(new Place(name + "header name", header.key().getBytes(UTF_8)));
            parts.add(new Place(name + "header " + header.key(), header.value()));
        });
        return parts.stream();
    }

    private static Stream<Place> files(String part) {
        return Place.ofFiles(Dev.STACK.resolve("data").resolve(part), file -> !isOfSandbox(file));
    }

    private static Stream<Place> partners() {
        return Place.ofFiles(Dev.STACK.resolve("data/sandbox"), _ -> true);
    }

    private static boolean isOfSandbox(Path file) {
        return file.getFileName().toString().contains("sandbox");
    }

    private static boolean isSince(FileTime begun, Path file) {
        try {
            return Files.isDirectory(file) || Files.getLastModifiedTime(file).compareTo(begun) >= 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
