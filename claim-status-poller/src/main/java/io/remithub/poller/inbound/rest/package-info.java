/** The operators' window on tickets. */
@NullMarked
package io.remithub.poller.inbound.rest;

import org.jspecify.annotations.NullMarked;
