package io.remithub.orchestrator.application;

import io.micrometer.core.instrument.Metrics;

/** What happened, counted. */
final class Counts {

    private Counts() {}

    static void ignored(String why) {
        Metrics.counter("orchestrator.events.ignored", "why", why).increment();
    }

    static void refused(String code) {
        Metrics.counter("orchestrator.commands.refused", "code", code).increment();
    }

    static void moved(String status) {
        Metrics.counter("orchestrator.payments.moved", "status", status).increment();
    }

    static void exceptionOpened(String code) {
        Metrics.counter("orchestrator.exceptions.opened", "code", code).increment();
    }
}
