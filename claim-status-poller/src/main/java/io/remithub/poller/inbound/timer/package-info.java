/** Due tickets wake the service up. */
@NullMarked
package io.remithub.poller.inbound.timer;

import org.jspecify.annotations.NullMarked;
