package io.remithub.orchestrator.inbound.rest;

/** What people write. */
final class Text {

    /** The database holds all characters but this one. */
    static final String WITHOUT_NUL = "[^\\x00]*";

    private Text() {}
}
