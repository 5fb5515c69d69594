/** The service's own tables. */
@NullMarked
package io.remithub.intake.outbound.db;

import org.jspecify.annotations.NullMarked;
