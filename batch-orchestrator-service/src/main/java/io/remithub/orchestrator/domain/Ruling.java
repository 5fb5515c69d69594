package io.remithub.orchestrator.domain;

/** What a payment or a batch makes of an event. */
public sealed interface Ruling<T> {

    record Taken<T>(T now) implements Ruling<T> {}

    /** Late or repeated: normal, and without effect. */
    record Ignored<T>(String why) implements Ruling<T> {}

    /** A command that lost. */
    record Refused<T>(String code) implements Ruling<T> {}
}
