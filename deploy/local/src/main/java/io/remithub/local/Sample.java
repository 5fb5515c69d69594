package io.remithub.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Registers the sample's claims, issues the balanced sample payment and shows it on its way to Completed. */
final class Sample {

    private static final Path SAMPLES = Path.of("samples");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final PaymentsApi api;
    private final Progress progress;
    private int stepsShown;
    private String exceptionShown = "";

    Sample(PaymentsApi api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** True when the payment is completed. */
    boolean run() throws InterruptedException {
        progress.say("");
        var registered = api.registerClaims(SAMPLES.resolve("register-claims.json"));
        if (registered.status() != 200) {
            progress.say("registering the claims was answered %d: %s", registered.status(), registered.body());
            return false;
        }
        progress.say("%d claims registered", registered.body().path("claims").size());
        var paymentId = issue();
        return paymentId.isPresent() && isCompleted(paymentId.get());
    }

    private Optional<String> issue() throws InterruptedException {
        var issued = api.issue(SAMPLES.resolve("issue-balanced-payment.json"));
        var paymentId = issued.body().path("paymentId").textValue();
        if (paymentId == null || (issued.status() != 201 && issued.status() != 409)) {
            progress.say("issuing the payment was answered %d: %s", issued.status(), issued.body());
            return Optional.empty();
        }
        progress.say("payment %s %s", paymentId, issued.status() == 201 ? "issued" : "was issued before");
        return Optional.of(paymentId);
    }

    private boolean isCompleted(String paymentId) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var details = api.details(paymentId).body();
            show(details);
            var status = details.path("status").asText();
            if (status.equals("Completed")) {
                details.path("claims").forEach(this::showClaim);
                return true;
            }
            if (System.nanoTime() > deadline) {
                details.path("claims").forEach(this::showClaim);
                progress.say(
                        "The payment is still %s after %d s. Look into deploy/local/target/stack/logs/%s.log",
                        status, PATIENCE.toSeconds(), whoWorksAt(status));
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void show(JsonNode details) {
        var history = details.path("statusHistory");
        for (; stepsShown < history.size(); stepsShown++) {
            var step = history.get(stepsShown);
            progress.say(
                    "  %s  %-22s %s",
                    timeOf(step.path("at").asText()),
                    step.path("status").asText(),
                    step.path("reason").asText(""));
        }
        for (var cause : details.path("exception").path("causes")) {
            var code = cause.path("code").asText();
            if (!code.equals(exceptionShown)) {
                exceptionShown = code;
                progress.say("  waits: %s. %s", code, cause.path("nextAction").asText());
            }
        }
    }

    private void showClaim(JsonNode claim) {
        progress.say(
                "  claim %d  status %s  paid %s: %s  patient's share %s: %s  %s",
                claim.path("claimIndex").asInt(),
                claim.path("category").asText("-"),
                claim.path("paidAmount").asText(),
                claim.path("outcome").asText("-"),
                claim.path("patientResponsibility").asText(),
                claim.path("chargeOutcome").asText("-"),
                claim.path("transactionId").asText(""));
    }

    private static LocalTime timeOf(String instant) {
        return OffsetDateTime.parse(instant)
                .atZoneSameInstant(ZoneId.systemDefault())
                .toLocalTime()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static String whoWorksAt(String status) {
        return switch (status) {
            case "RemittanceRequested" -> "claim-status-poller";
            case "Requested", "Sent" -> "ehr-posting-service";
            default -> "batch-orchestrator-service";
        };
    }
}
