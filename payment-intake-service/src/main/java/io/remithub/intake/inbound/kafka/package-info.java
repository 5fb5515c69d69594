/** What the orchestrator says of payments and batches, into the projection. */
@NullMarked
package io.remithub.intake.inbound.kafka;

import org.jspecify.annotations.NullMarked;
