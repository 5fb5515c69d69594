package io.remithub.orchestrator.domain;

/**
 * What earlier payments say of one, looked up when it came in.
 *
 * @param duplicate another asked for the same claim, payee and amount shortly before
 * @param newPayee nothing was ever released to its payee
 */
public record Precedents(boolean duplicate, boolean newPayee) {

    public static final Precedents NONE = new Precedents(false, false);
}
