/** The streams that wake the saga. */
@NullMarked
package io.remithub.orchestrator.inbound.kafka;

import org.jspecify.annotations.NullMarked;
