/** The people who run the hub: who they are, what each may, the record of what they did, and by what id a request is found. */
@NullMarked
package io.remithub.operators;

import org.jspecify.annotations.NullMarked;
