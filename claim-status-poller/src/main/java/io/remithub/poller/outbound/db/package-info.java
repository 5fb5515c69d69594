/** Tickets, who waits for them, and their history, in PostgreSQL. */
@NullMarked
package io.remithub.poller.outbound.db;

import org.jspecify.annotations.NullMarked;
