/** The use cases: requests become tickets, due tickets are driven one step, operators look at one. */
@NullMarked
package io.remithub.poller.application;

import org.jspecify.annotations.NullMarked;
