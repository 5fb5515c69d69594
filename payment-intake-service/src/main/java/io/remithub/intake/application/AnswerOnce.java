package io.remithub.intake.application;

import io.remithub.intake.application.GivenAnswers.Answer;
import io.remithub.intake.application.GivenAnswers.Asked;
import io.remithub.intake.application.GivenAnswers.Given;
import io.remithub.intake.config.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A command under an Idempotency-Key: its effect and its answer commit together, so that whoever asks again gets the
 * answer, or nothing has happened yet. A command that is refused throws, and leaves no answer.
 */
@ApplicationScoped
public class AnswerOnce {

    private final GivenAnswers answers;
    private final Duration window;
    private final Clock clock;

    AnswerOnce(GivenAnswers answers, IntakeConfig config, Clock clock) {
        this.answers = answers;
        this.window = config.idempotencyWindow();
        this.clock = clock;
    }

    public sealed interface Outcome {
        record First(Answer answer) implements Outcome {}

        record Again(Answer answer) implements Outcome {}

        /** The first request under the key has not been answered yet. */
        record InFlight() implements Outcome {}

        /** The key was used with another body. */
        record KeyReused() implements Outcome {}
    }

    @Transactional
    public Outcome handle(Asked asked, Supplier<Answer> command) {
        if (!answers.lock(asked.scope())) {
            return new Outcome.InFlight();
        }
        var now = clock.instant();
        return answers.find(asked.scope(), now.minus(window))
                .map(given -> again(asked, given))
                .orElseGet(() -> {
                    var answer = command.get();
                    answers.put(asked, answer, now);
                    return new Outcome.First(answer);
                });
    }

    private static Outcome again(Asked asked, Given given) {
        return MessageDigest.isEqual(asked.bodyHash(), given.bodyHash())
                ? new Outcome.Again(given.answer())
                : new Outcome.KeyReused();
    }

    /** Answers that nobody may ask for any more, a chunk at a time. */
    @Transactional
    public int forgetOld() {
        return answers.forgetBefore(clock.instant().minus(window));
    }
}
