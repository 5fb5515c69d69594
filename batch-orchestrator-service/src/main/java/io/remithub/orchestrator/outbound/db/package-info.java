/** The orchestrator's tables: sets of rows in one SQL statement each, the worklist through Panache. */
@NullMarked
package io.remithub.orchestrator.outbound.db;

import org.jspecify.annotations.NullMarked;
