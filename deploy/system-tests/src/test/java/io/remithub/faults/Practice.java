package io.remithub.faults;

import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** How a practice wants its postings, as an operator enters it. */
final class Practice {

    private static final String LOCATIONS = "/admin/locations/every-health/";

    private Practice() {}

    static void leavesInsurersMoneyToItself(Hub hub, String locationId) throws IOException, InterruptedException {
        var answer = Payer.HTTP.send(
                HttpRequest.newBuilder(URI.create(hub.url(new Replica(Part.POSTING, 0)) + LOCATIONS + locationId))
                        .header("Admin-Key", Part.SECRET)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"mode\": \"PATIENT_ONLY\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    "location %s: %d %s".formatted(locationId, answer.statusCode(), answer.body()));
        }
    }
}
