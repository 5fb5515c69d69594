/** The people who run the hub: who they are, what each may, and the record of what they did. */
@NullMarked
package io.remithub.operators;

import org.jspecify.annotations.NullMarked;
