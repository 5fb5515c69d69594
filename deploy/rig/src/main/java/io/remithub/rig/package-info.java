/** The hub's processes on one machine, for whoever measures them or breaks them. */
@NullMarked
package io.remithub.rig;

import org.jspecify.annotations.NullMarked;
