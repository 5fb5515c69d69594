/** The whole hub on one machine: the launcher behind {@code ./dev up}. */
@NullMarked
package io.remithub.local;

import org.jspecify.annotations.NullMarked;
