package io.remithub.intake.inbound.rest.body;

/** Group of the constraints on members that the contract only assumes to be required. */
public interface Assumed {}
