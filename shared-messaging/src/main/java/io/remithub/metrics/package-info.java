/** What the hub counts and measures of itself; the table of all of it is {@code deploy/observability/metrics.yaml}. */
@NullMarked
package io.remithub.metrics;

import org.jspecify.annotations.NullMarked;
