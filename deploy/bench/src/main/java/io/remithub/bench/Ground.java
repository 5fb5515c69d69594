package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What runs, warmed up, when a stage begins; stages of the same ground that follow one another share it. */
enum Ground {
    /** The stage starts what it needs. */
    OF_ITS_OWN,
    /** Intake and its relay, warmed up by many payers. */
    INTAKE {
        @Override
        void lay(Rig rig) throws IOException, InterruptedException {
            rig.start(Part.INTAKE, Map.of());
            Load.ofPayments(Requests.payments()::next).closed(32, WARM);
        }
    },
    /** All that a payment passes before it is posted, and the partners; tickets are looked after at once. */
    ALL_BUT_POSTING {
        @Override
        void lay(Rig rig) throws InterruptedException {
            if (!rig.isRunning(new Replica(Part.SANDBOX, 0))) {
                rig.start(Part.SANDBOX, Map.of());
            }
            rig.start(Part.INTAKE, Map.of());
            rig.start(Part.ORCHESTRATOR, Map.of());
            rig.start(Part.POLLER, Map.of("CLAIM_POLL_FIRST", "PT0.02S"));
        }
    };

    /** For how long a stage works before it is measured: cold JVMs compile on the cores that they measure. */
    static final Duration WARM = Duration.ofSeconds(40);

    void lay(Rig rig) throws IOException, InterruptedException {}
}
