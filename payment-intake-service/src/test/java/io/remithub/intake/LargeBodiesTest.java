package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Large bodies share the room that there is for them. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LargeBodiesTest {

    /** What is no larger comes in beside all others. */
    private static final int SMALL = 64 << 10;

    @Inject
    DataSource database;

    @Test
    void a_large_body_waits_for_room_while_small_ones_come_in() throws Exception {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", 100));

        whileAcmesIsServed(250_000, () -> {
            large(Api.ACME, batch, 250_000)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("code", equalTo("unavailable"));
            Api.issue(Samples.balanced()).then().statusCode(201);
        });

        large(Api.ACME, batch, 250_000).then().statusCode(200);
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_waits_for_no_more_room_than_it_needs() throws Exception {
        String batch = globexBatch();
        String body = Batches.payments(Batches.payment()) + " ".repeat(2 * SMALL);

        whileAcmesIsServed(2 * SMALL, () -> {
            try (var door = Door.open()) {
                Door.write(door, Door.head(Api.GLOBEX, Batches.path(batch, "/add"), "Transfer-Encoding: chunked"));
                Door.write(door, "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body));

                assertThat(door.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            }
        });
    }

    @Test
    void a_sender_that_has_some_of_the_room_and_stalls_keeps_no_larger_body_of_others_out() throws IOException {
        try (var stalled = Door.open()) {
            stall(stalled, "Content-Length: 250000");
            String others = globexBatch();

            large(Api.GLOBEX, others, 500_000).then().statusCode(200);
        }
    }

    @Test
    void a_sender_that_has_all_of_the_room_and_is_not_heard_of_again_keeps_no_other_payer_out() throws IOException {
        String others = globexBatch();
        var silent = new ArrayList<Socket>();
        try {
            for (int senders = 0; senders < 3; senders++) {
                var door = Door.open();
                stall(door, "Content-Length: 4000000");
                silent.add(door);
            }

            large(Api.GLOBEX, others, 250_000).then().statusCode(200);
        } finally {
            for (Socket door : silent) {
                door.close();
            }
        }
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    /** An add of this length has room all the while: it has come, and waits for its batch. */
    private void whileAcmesIsServed(int length, Meanwhile meanwhile) throws SQLException, IOException {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", 100));
        CompletableFuture<Response> served;
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select from payment_batch where batch_id = '%s' for update".formatted(batch));
            served = CompletableFuture.supplyAsync(() -> large(Api.ACME, batch, length));
            await().until(() -> execute(other, "select from pg_locks where not granted"));
            meanwhile.run();
            other.rollback();
        }
        served.join().then().statusCode(200);
    }

    /** @return whether there is a row */
    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** One payment, and of nothing so much that it has this length. */
    private static Response large(String key, String batch, int length) {
        String body = Batches.payments(Batches.payment()).toString();
        return Api.post(key, Batches.path(batch, "/add"), body + " ".repeat(length - body.length()));
    }

    private static String globexBatch() {
        return Api.post(Api.GLOBEX, Batches.BATCHES, Batches.heldBatch("9999999999.99", 100))
                .then()
                .statusCode(201)
                .extract()
                .path("batchId");
    }

    /** Acme's add has room, and is not heard of again. */
    private static void stall(Socket door, String length) throws IOException {
        String batch = Batches.opened(Batches.heldBatch("9999999999.99", 100));
        Door.write(door, Door.head(Batches.path(batch, "/add"), length));
        Door.write(door, "{\"payments\": [" + " ".repeat(SMALL + 1));
    }
}
