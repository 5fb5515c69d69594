package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.faults.Link.Weather;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A hub with a known mistake in it: what the checker must not let pass. */
enum Mutant {
    /** Events come twice, and are applied twice: the saga refuses what cannot happen again. */
    INBOX_OFF(Part.ORCHESTRATOR, Checker.I6, "not-applicable", Streams::repeat),

    /** The relay reads {@code id > last}: what commits late under a lower id is never sent. */
    CURSOR(Part.INTAKE, Checker.I4, "comes after", Mutant::slowReplica) {
        @Override
        Map<String, String> environment(Replica replica, Path directory) {
            return replica.number() == 0
                    ? super.environment(replica, directory)
                    : Map.of("MESSAGING_RELAY_ENABLED", "false");
        }
    },

    /** What was perhaps done is done again. */
    BLIND_RETRY(Part.POSTING, Checker.I3, " times", Mutant::answersLost);

    private final Part where;
    private final Checker broken;
    private final String how;
    private final Fault fault;

    /**
     * @param broken the rule that it must break: what merely hangs, or astonishes, proves nothing
     * @param how a word of it that nothing else brings about
     */
    Mutant(Part where, Checker broken, String how, Fault fault) {
        this.where = where;
        this.broken = broken;
        this.how = how;
        this.fault = fault;
    }

    /** By what its mistake does harm. */
    Fault fault() {
        return fault;
    }

    boolean isSeen(Outcome outcome) {
        return outcome.violations().stream().anyMatch(it -> broken.says(it) && it.contains(how));
    }

    Map<Replica, Map<String, String>> environment(Path directory) {
        var environment = new HashMap<Replica, Map<String, String>>();
        Hub.of(where).forEach(replica -> environment.put(replica, environment(replica, directory)));
        return environment;
    }

    Map<String, String> environment(Replica replica, Path directory) {
        return AgentJar.environment(directory, name());
    }

    /** Its transactions take their ids early and commit late. */
    private static String slowReplica(Scene scene) throws InterruptedException {
        var link = scene.hub().link(new Replica(Part.INTAKE, 1), Hub.Far.DATABASE);
        link.slow(Duration.ofMillis(30));
        Thread.sleep(2_000);
        link.turns(Weather.CLEAR);
        return "a slow way to the database";
    }

    private static String answersLost(Scene scene) throws Exception {
        scene.sandbox().script("""
                {"partner": "nexhealth", "operation": "create-transaction", "times": 3, "loseAnswer": true,
                 "loseWebhook": true}""");
        Thread.sleep(2_000);
        return "answers lost";
    }
}
