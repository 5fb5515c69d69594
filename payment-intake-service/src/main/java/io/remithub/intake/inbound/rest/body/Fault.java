package io.remithub.intake.inbound.rest.body;

/**
 * One thing wrong with a request, without the value that was sent.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; of a query's parameter, its name after a question mark
 */
public record Fault(String pointer, String code, String message) {}
