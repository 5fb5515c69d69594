package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What runs, warmed up, when a stage begins; stages of the same ground that follow one another share it. */
enum Ground {
    /** The stage starts what it needs. */
    OF_ITS_OWN,
    /** Intake under the load of many payers. */
    INTAKE_WITHOUT_RELAY {
        @Override
        void lay(Rig rig) throws IOException, InterruptedException {
            rig.start(Part.INTAKE, Map.of("MESSAGING_RELAY_ENABLED", "false"));
            Load.ofPayments(Requests.payments()::next).closed(32, WARM);
        }
    },
    /** Intake and its relay at a steady pace. */
    INTAKE {
        @Override
        void lay(Rig rig) throws IOException, InterruptedException {
            rig.start(Part.INTAKE, Map.of());
            Load.ofPayments(Requests.payments()::next).open(200, 16, WARM);
        }
    },
    /** Intake and the orchestrator. */
    INTAKE_AND_ORCHESTRATOR {
        @Override
        void lay(Rig rig) throws InterruptedException {
            rig.start(Part.INTAKE, Map.of());
            rig.start(Part.ORCHESTRATOR, Map.of());
        }
    };

    private static final Duration WARM = Duration.ofSeconds(40);

    void lay(Rig rig) throws IOException, InterruptedException {}
}
