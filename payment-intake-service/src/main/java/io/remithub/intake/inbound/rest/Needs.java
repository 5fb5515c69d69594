package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a key must have, where it is not {@code payments:read} of a GET and {@code payments:write} else. Of
 * several, any opens the door, and the operation looks closer.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {

    Scope[] value();
}
