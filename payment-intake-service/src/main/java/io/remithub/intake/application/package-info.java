/** One class per use case, and what the use cases need from outside. */
@NullMarked
package io.remithub.intake.application;

import org.jspecify.annotations.NullMarked;
