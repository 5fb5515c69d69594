/** Facts as Avro events, patients' data sealed, into the outbox. */
@NullMarked
package io.remithub.intake.outbound.events;

import org.jspecify.annotations.NullMarked;
