package io.remithub.intake.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.intake.application.AnswerOnce;
import io.remithub.intake.application.TokenBuckets;
import io.remithub.messaging.WorkLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Forgets answers that nobody may ask for any more, and buckets that nobody takes from: chunk after chunk. */
@ApplicationScoped
class OldAnswersLoop {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final WorkLoop loop;

    OldAnswersLoop(AnswerOnce answers, TokenBuckets buckets) {
        this.loop = new WorkLoop(
                "old-answers",
                IDLE,
                1,
                _ -> answers.forgetOld() + buckets.forgetFull() == 0 ? List.of() : List.of(() -> {}));
    }

    void start(@Observes StartupEvent starting) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }
}
