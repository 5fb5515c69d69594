/** What the orchestrator says, as events of the shared schemas. */
@NullMarked
package io.remithub.orchestrator.outbound.events;

import org.jspecify.annotations.NullMarked;
