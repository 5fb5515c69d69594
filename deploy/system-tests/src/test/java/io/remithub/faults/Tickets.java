package io.remithub.faults;

import static java.util.stream.Collectors.toMap;

import io.remithub.faults.Snapshot.GivenUp;
import io.remithub.rig.Part;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the poller gave up, beside what the clearinghouse itself has of it: nobody is excused on their own word. */
final class Tickets {

    private static final String OVERDUE =
            "select payment_id, ticket_id from claim where failed_code = 'CLAIM_STATUS_OVERDUE' and ticket_id is not null";

    private static final String ENDED = "select id, closed_at from ticket where closed_at is not null";

    private final Hub hub;
    private final Sandbox sandbox;

    Tickets(Hub hub, Sandbox sandbox) {
        this.hub = hub;
        this.sandbox = sandbox;
    }

    /** Of one question there are as many tickets as it was asked anew. */
    private record Asked(Instant first, boolean answered) {
        Asked and(Asked other) {
            return new Asked(first.isBefore(other.first) ? first : other.first, answered || other.answered);
        }
    }

    private record Overdue(String paymentId, String ticketId) {}

    private record Ended(String ticketId, Instant at) {}

    List<GivenUp> givenUp() throws IOException, InterruptedException, SQLException {
        sandbox.rememberForgotten();
        var forgotten = sandbox.forgotten();
        Map<String, Instant> ended = new Tables(hub.rig(), Part.POLLER)
                        .rows(
                                ENDED,
                                row -> new Ended(
                                        row.getString(1),
                                        row.getObject(2, OffsetDateTime.class).toInstant()))
                        .stream()
                        .collect(toMap(Ended::ticketId, Ended::at));
        var asked = asked();
        var givenUp = new ArrayList<GivenUp>();
        for (var one : new Tables(hub.rig(), Part.ORCHESTRATOR)
                .rows(OVERDUE, row -> new Overdue(row.getString(1), row.getString(2)))) {
            var its = asked.get(one.ticketId());
            var end = ended.get(one.ticketId());
            givenUp.add(new GivenUp(
                    one.paymentId(),
                    one.ticketId(),
                    forgotten.contains(one.ticketId()),
                    its != null && its.answered(),
                    its == null || end == null ? Duration.ZERO : Duration.between(its.first(), end)));
        }
        return givenUp;
    }

    private Map<String, Asked> asked() throws IOException, InterruptedException {
        var asked = new HashMap<String, Asked>();
        for (var ticket : sandbox.json("/ledger/integrex").path("tickets")) {
            asked.merge(
                    ticket.path("trackingId1").asText(),
                    new Asked(
                            Instant.parse(ticket.path("submittedAt").asText()),
                            ticket.path("state").asText().equals("Completed")),
                    Asked::and);
        }
        return asked;
    }
}
