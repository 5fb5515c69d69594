/** The clearinghouse's claim-info API, spoken so that no answer of it can hurt. */
@NullMarked
package io.remithub.poller.outbound.integrex;

import org.jspecify.annotations.NullMarked;
