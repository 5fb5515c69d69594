package io.remithub.intake.inbound.rest.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A member that tells who the patient is, or whose money it is: masked unless the key may read it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Identifying {

    /** How many characters at the end may be shown, of values at least twice as long. */
    int last() default 0;
}
