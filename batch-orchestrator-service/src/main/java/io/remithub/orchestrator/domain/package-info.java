/** The saga: what a payment and its batch may become, what is asked for on the way, and what stands in it. */
@NullMarked
package io.remithub.orchestrator.domain;

import org.jspecify.annotations.NullMarked;
