/** The hub with a mistake in it, to prove that the checker sees what comes of it. */
@NullMarked
package io.remithub.faults.mutants;

import org.jspecify.annotations.NullMarked;
