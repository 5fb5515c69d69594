package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import io.remithub.rig.Signals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Tickets from their request to their answer, beside the same two requests by a bare HTTP client. */
final class Poll implements Stage {

    private static final int TICKETS = 600;
    private static final int AT_ONCE = 16;
    /** What would be busy with the answers. */
    private static final List<Part> OTHERS = List.of(Part.INTAKE, Part.ORCHESTRATOR);

    private static final Figure FIGURE =
            new Figure("poller, tickets answered", "tickets/s", ">= 0.50", "bare HTTP client");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Payer payer = new Payer();

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public Ground ground() {
        return Ground.ALL_BUT_POSTING;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        int first = Requests.apart();
        var registrations = Requests.registrations(first);
        var payments = Requests.paymentsOfOneClaim(first);
        try (var orchestrator = rig.connect(Part.ORCHESTRATOR);
                var poller = rig.connect(Part.POLLER)) {
            var asked = new Backlog(orchestrator, "select count(*) from payment where status = 'REMITTANCE_REQUESTED'");
            var answered =
                    new Backlog(poller, "select coalesce(sum(tickets), 0) from ticket_tally where state = 'Completed'");
            for (long began = System.nanoTime(); System.nanoTime() - began < Ground.WARM.toNanos(); ) {
                long before = answered.done();
                issue(registrations, payments);
                answered.perSecond(before, TICKETS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                long before = answered.done();
                Signals.pause(rig.process(Part.POLLER));
                issue(registrations, payments);
                asked.perSecond(0, TICKETS);
                Drain.awaitEmpty(orchestrator, "outbox");
                for (var other : OTHERS) {
                    Signals.pause(rig.process(other));
                }
                double ceiling = bare();
                var cpu = rig.cpu().seconds();
                Signals.goOn(rig.process(Part.POLLER));
                double rate = answered.perSecond(before, TICKETS);
                report.add(FIGURE, new Measured(rate, ceiling, rig.cpu().perItem(cpu, TICKETS), null));
                for (var other : OTHERS) {
                    Signals.goOn(rig.process(other));
                }
            }
        }
    }

    private void issue(Requests registrations, Requests payments) throws Exception {
        payer.post("/claims", registrations.list("claims", TICKETS));
        AtOnce.run(AT_ONCE, TICKETS, () -> payer.post("/payments", payments.next()));
    }

    private double bare() throws Exception {
        var token = value(
                "access_token",
                send(HttpRequest.newBuilder(URI.create(Part.INTEGREX + "/auth"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=client_credentials&client_id=hub&client_secret=" + Part.SECRET))));
        long began = System.nanoTime();
        AtOnce.run(AT_ONCE, TICKETS, () -> ask(token));
        return TICKETS * 1e9 / (System.nanoTime() - began);
    }

    private String ask(String token) throws IOException, InterruptedException {
        var id = value(
                "id",
                send(claimInfo("", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(CLAIM))));
        return send(claimInfo("?id=" + id, token));
    }

    private static HttpRequest.Builder claimInfo(String query, String token) {
        return HttpRequest.newBuilder(URI.create(Part.INTEGREX + "/claim-info" + query))
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Integrex: " + answer.statusCode());
        }
        return answer.body();
    }

    private static String value(String name, String json) {
        return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static final String CLAIM = """
            {"patientDob": "1980-02-29", "patientFirstName": "Sam", "patientLastName": "Shephard",
             "subscriberId": "MBR0042", "subscriberFirstName": "Sam", "subscriberLastName": "Shephard",
             "subscriberDob": "1980-02-29", "billingProviderNpi": "1234567893",
             "billingProviderName": "Every Health Clinic", "taxId": "786532990", "admitDate": "2025-01-10",
             "totalCharges": "2000.00", "payerId": "87726", "payerName": "Example Health Plan",
             "trackingId1": "bare"}""";
}
