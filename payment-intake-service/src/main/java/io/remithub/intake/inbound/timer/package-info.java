/** What the service does by itself from time to time. */
@NullMarked
package io.remithub.intake.inbound.timer;

import org.jspecify.annotations.NullMarked;
