/** The table of metrics, and whether what is exposed, shown and alerted on agrees with it. */
@NullMarked
package io.remithub.observability;

import org.jspecify.annotations.NullMarked;
