package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Partners that misbehave as partners do, for some seconds at a time. */
final class Partners {

    private static final List<String> UNWELL = List.of(
            "'status': 500",
            "'status': 502, 'body': '<html>bad gateway</html>'",
            "'status': 503, 'headers': {'Retry-After': '1'}",
            "'status': 429, 'headers': {'Retry-After': '1'}",
            "'status': 401",
            "'status': 402",
            "'status': 200, 'body': '{[['",
            "'status': 200, 'body': '[[]]'",
            "'delay': 'PT3S'",
            "'delay': 'PT8S'",
            "'status': 200, 'body': '%s'".formatted("x".repeat(2_000_000)));

    private static final List<String> EFFECTS = List.of(
            "'partner': 'nexhealth', 'operation': 'create-transaction'",
            "'partner': 'nexhealth', 'operation': 'create-adjustment'",
            "'partner': 'decoda', 'operation': 'create-charge'",
            "'partner': 'decoda', 'operation': 'adjust-charge'");

    private static final String FORGED = "forged";

    private static final List<String> WEBHOOKS = List.of(
            "'loseWebhook': true",
            "'duplicateWebhook': true",
            // Stale: all of it was known, and perhaps undone, before this one comes.
            "'duplicateWebhook': true, 'webhooksApart': 'PT7S'",
            // Early: before the answer to what it is about.
            "'answerAfter': 'PT2S'",
            "'insertAfter': 'PT5S'",
            FORGED);

    private static final List<String> POLLS = List.of(
            "'operation': 'poll-claim', 'times': -1, 'status': 202, 'body': '{}'",
            "'operation': 'poll-claim', 'times': -1, 'status': 404",
            "'operation': 'poll-claim', 'times': -1, 'loseAnswer': true",
            // These stay so when the partner behaves again.
            "'operation': 'submit-claim', 'times': 10, 'pending': 1000000");

    private static final List<String> NAMES = List.of("integrex", "nexhealth", "decoda");

    private Partners() {}

    static String unwell(Scene scene) throws Exception {
        var partner = scene.deal("partners", NAMES);
        var how = scene.deal("unwell", UNWELL);
        script(
                scene,
                "'partner': '%s', 'times': %d, %s"
                        .formatted(partner, scene.random().nextInt(5, 30), how));
        return pass(scene, partner + ": " + how.substring(0, Math.min(60, how.length())));
    }

    /** The work is done; who asked never hears of it, or only reads of it later. */
    static String answersLost(Scene scene) throws Exception {
        var how = scene.deal(
                "answers lost",
                List.of(
                        "'loseAnswer': true",
                        "'neverAnswer': true",
                        "'loseAnswer': true, 'lag': 'PT4S', 'loseWebhook': true",
                        "'loseRequest': true",
                        "'lag': 'PT6S', 'loseWebhook': true"));
        var effect = scene.deal("effects", EFFECTS);
        script(scene, "%s, 'times': %d, %s".formatted(effect, scene.random().nextInt(5, 20), how));
        return pass(scene, effect + " " + how);
    }

    /** Likewise, and told only by what is read of it some seconds later. */
    static void answersLost(Scene scene, String effect) throws Exception {
        script(scene, effect + ", 'times': 10, 'loseAnswer': true, 'lag': 'PT12S', 'loseWebhook': true");
    }

    /** Tickets that are never answered, for as long as they live and longer; and some that are forgotten. */
    static String pending(Scene scene) throws Exception {
        var how = scene.deal("polls", POLLS);
        script(scene, "'partner': 'integrex', " + how);
        scene.last(3_000, 5_000);
        if (how.contains("202")) {
            scene.last(12_000, 16_000);
        }
        scene.sandbox().behave();
        scene.sandbox().rememberForgotten();
        return how;
    }

    static String webhooks(Scene scene) throws Exception {
        var how = scene.deal("webhooks", WEBHOOKS);
        if (how.equals(FORGED)) {
            return forged(scene);
        }
        var effect = scene.deal("told by webhook", EFFECTS.subList(0, 3));
        script(scene, "%s, 'times': %d, %s".formatted(effect, scene.random().nextInt(5, 20), how));
        return pass(scene, effect + " " + how);
    }

    /** Whoever cannot sign is not believed. */
    private static String forged(Scene scene) throws Exception {
        var body = """
                {"resource_type":"PaymentTransaction","event":"payment_transaction_insertion","status":"failed",
                 "event_time":"2025-01-01T00:00:00Z","data":{"payment_transaction":{"id":1,"transaction_id":"HUB:FORGED","error":"no"}}}""";
        var answer = Payer.HTTP.send(
                HttpRequest.newBuilder(URI.create(scene.hub().webhooksUrl() + "/webhooks/nexhealth"))
                        .header("Content-Type", "application/json")
                        .header("signature", "00".repeat(32))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
        if (answer.statusCode() < 400) {
            throw new IllegalStateException("a forged webhook was taken: " + answer.statusCode());
        }
        Thread.sleep(1_000);
        return "a forged webhook: " + answer.statusCode();
    }

    private static String pass(Scene scene, String what) throws InterruptedException {
        scene.last(1_000, 4_000);
        return what;
    }

    private static void script(Scene scene, String members) throws Exception {
        scene.sandbox().script("{" + members.replace('\'', '"') + "}");
    }
}
