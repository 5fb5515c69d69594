package io.remithub.intake.application.admin;

/**
 * On whose word something is changed.
 *
 * @param operator by the token's subject
 * @param reason in the operator's words; no patient's data in it
 */
public record Instruction(String operator, String reason) {}
