/** What the clearinghouse says, as events on claims.status.v1. */
@NullMarked
package io.remithub.poller.outbound.events;

import org.jspecify.annotations.NullMarked;
