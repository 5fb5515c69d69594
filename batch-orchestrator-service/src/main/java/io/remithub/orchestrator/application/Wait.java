package io.remithub.orchestrator.application;

/** What a payment waits for only so long, by the database's clock: then an operator is told. */
public enum Wait {
    /** In Held, for as long as its account agreed to. */
    RELEASE,
    /** Word of its claims' registration, which may be on its way on another stream. */
    REGISTRATION
}
