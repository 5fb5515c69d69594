package io.remithub.sandbox.nexhealth;

import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.script.Script;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What will become of a transaction.
 *
 * @param insertAt null: never
 * @param failure the error with which the insertion fails, if it does
 * @param webhooks how many times the outcome is told: 0, 1 or 2
 * @param apart how much later each is than the one before
 * @param lag from the insertion to its being seen by reads
 */
record Fate(
        @Nullable Instant insertAt,
        @Nullable String failure,
        int webhooks,
        @Nullable Duration apart,
        Duration lag) {
    /** Patients, and an amount, to whom things happen without a script; the module's README lists them. */
    static final long UNKNOWN = 990_000;

    private static final long FAILS = 990_001;
    private static final long NEVER_INSERTED = 990_002;
    private static final long WEBHOOK_LOST = 990_003;
    private static final long WEBHOOK_TWICE = 990_004;
    private static final BigDecimal FAILING_AMOUNT = new BigDecimal("13.13");

    static Fate of(long patientId, BigDecimal amount, Script script, SandboxConfig config, Instant now) {
        var delay = Objects.requireNonNullElse(script.insertAfter(), config.insertionDelay());
        return new Fate(
                patientId == NEVER_INSERTED ? null : now.plus(delay),
                failure(patientId, amount, script),
                webhooks(patientId, script),
                script.webhooksApart(),
                Objects.requireNonNullElse(script.lag(), config.readLag()));
    }

    private static @Nullable String failure(long patientId, BigDecimal amount, Script script) {
        if (script.failInsertion() != null) {
            return script.failInsertion();
        }
        return patientId == FAILS || amount.compareTo(FAILING_AMOUNT) == 0
                ? "The health record refused the transaction"
                : null;
    }

    private static int webhooks(long patientId, Script script) {
        if (script.loseWebhook() || patientId == WEBHOOK_LOST) {
            return 0;
        }
        return script.duplicateWebhook() || patientId == WEBHOOK_TWICE ? 2 : 1;
    }
}
