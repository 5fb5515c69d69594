/** The orchestrator's tables: aggregates through Panache, sets of rows in one SQL statement each. */
@NullMarked
package io.remithub.orchestrator.outbound.db;

import org.jspecify.annotations.NullMarked;
