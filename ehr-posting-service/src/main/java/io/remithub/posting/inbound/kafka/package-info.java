/** What the orchestrator wants posted: records in, commands out. */
@NullMarked
package io.remithub.posting.inbound.kafka;

import org.jspecify.annotations.NullMarked;
