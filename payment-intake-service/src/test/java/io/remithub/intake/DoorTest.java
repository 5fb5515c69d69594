package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they should be, on their way in. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class DoorTest {

    private static final int SLOW_PAYERS = 300;

    @Inject
    DataSource database;

    @Test
    void payers_that_send_slowly_keep_nobody_from_being_served() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SLOW_PAYERS; i++) {
                var door = Door.open();
                Door.write(door, Door.head(Api.PAYMENTS, "Content-Length: 5000") + "{\"clientRequestId\": ");
                slow.add(door);
            }

            var start = Instant.now();
            Api.issue(Samples.balanced()).then().statusCode(201);

            assertThat(Duration.between(start, Instant.now()))
                    .describedAs("not only once they are given up")
                    .isLessThan(Duration.ofSeconds(3));
        } finally {
            for (Socket door : slow) {
                door.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.PAYMENTS, Batches.BATCHES, Batches.BATCHES + "/%s/add"})
    void a_sender_that_falls_silent_is_cut_off(String path) throws IOException {
        String batch = Batches.opened(Batches.heldBatch("1", 1));
        try (var door = Door.open()) {
            Door.write(door, Door.head(path.formatted(batch), "Content-Length: 5000") + "{\"payments\": [");

            assertThat(read(door)).matches("(?s)|HTTP/1.1 4.*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.PAYMENTS, Batches.BATCHES + "/%s/add"})
    void a_body_that_only_drips_is_given_up(String path) throws IOException {
        String batch = Batches.opened(Batches.heldBatch("1", 1));
        try (var door = Door.open()) {
            Door.write(door, Door.head(path.formatted(batch), "Content-Length: 5000"));

            assertThat(answerWhileDripping(door)).startsWith("HTTP/1.1 408").contains("request-timeout");
        }
    }

    private static String answerWhileDripping(Socket door) throws IOException {
        door.setSoTimeout(500);
        var answer = new ByteArrayOutputStream();
        for (int drops = 0; drops < 60; drops++) {
            try {
                int read = door.getInputStream().read();
                if (read < 0) {
                    break;
                }
                answer.write(read);
                door.getInputStream().transferTo(answer);
                break;
            } catch (SocketTimeoutException nothingYet) {
                Door.write(door, " ");
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000000", "Transfer-Encoding: chunked"})
    void a_body_that_is_read_as_a_whole_has_at_most_8_MB(String length) throws IOException {
        try (var door = Door.open()) {
            Door.write(door, Door.head(Api.PAYMENTS, length));
            String end = "";
            if (length.contains("chunked")) {
                Door.write(door, Integer.toHexString(9_000_000) + "\r\n");
                end = "\r\n0\r\n\r\n";
            }
            Door.write(door, " ".repeat(9_000_000) + end);

            assertThat(door.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void a_compressed_body_is_refused_however_small_it_is() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(Samples.balanced().toString().getBytes(StandardCharsets.UTF_8));
        }

        Api.as(Api.ACME)
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(zipped.toByteArray())
                .post(Api.PAYMENTS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-content-encoding"));
    }

    @Test
    void a_body_without_end_is_cut_off() throws IOException {
        String batch = Batches.opened(Batches.heldBatch("1", 1));
        for (String path : List.of(Api.PAYMENTS, Batches.path(batch, "/add"))) {
            try (var door = Door.open()) {
                Door.write(door, Door.head(path, "Transfer-Encoding: chunked"));

                assertThatThrownBy(() -> sendEndlessly(door.getOutputStream())).isInstanceOf(IOException.class);
            }
        }
        Api.issue(Samples.balanced()).then().statusCode(201);
    }

    /** Twice the limit. */
    private static void sendEndlessly(OutputStream out) throws IOException {
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; sent < 64 << 20; sent += 0x10000) {
            out.write(chunk);
        }
    }

    @Test
    void while_the_database_does_not_answer_the_door_says_so() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < 16) {
                taken.add(database.getConnection());
            }

            Api.as("nobody-knows-this-key")
                    .get(Api.PAYMENTS + "/" + "0".repeat(32))
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("unavailable"));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private static String read(Socket door) throws IOException {
        try {
            return new String(door.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }
}
