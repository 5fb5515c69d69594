/** Requests of the orchestrator come in. */
@NullMarked
package io.remithub.poller.inbound.kafka;

import org.jspecify.annotations.NullMarked;
