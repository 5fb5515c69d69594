/** What goes on by itself: the payments of a batch following it. */
@NullMarked
package io.remithub.orchestrator.inbound.timer;

import org.jspecify.annotations.NullMarked;
