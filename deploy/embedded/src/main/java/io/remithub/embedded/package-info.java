/** A real broker and a real database out of jars, for tests and for the local stack. */
@NullMarked
package io.remithub.embedded;

import org.jspecify.annotations.NullMarked;
