/** Typed configuration, checked at start, and the beans made of it. */
@NullMarked
package io.remithub.intake.config;

import org.jspecify.annotations.NullMarked;
