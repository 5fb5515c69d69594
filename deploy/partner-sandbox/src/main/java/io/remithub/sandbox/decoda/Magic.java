package io.remithub.sandbox.decoda;

import io.remithub.sandbox.script.Script;

/** Patients to whom things happen without a script; the module's README lists them. */
final class Magic {
    static final String UNKNOWN = "pat_unknown";
    private static final String WEBHOOK_LOST = "pat_webhook_lost";
    private static final String WEBHOOK_TWICE = "pat_webhook_twice";

    private Magic() {}

    /** How many times a webhook is sent. */
    static int webhooks(Script script, String patientId) {
        if (script.loseWebhook() || patientId.equals(WEBHOOK_LOST)) {
            return 0;
        }
        return script.duplicateWebhook() || patientId.equals(WEBHOOK_TWICE) ? 2 : 1;
    }
}
