/** What every service lets its operators see and decide of its events. */
@NullMarked
package io.remithub.messaging.rest;

import org.jspecify.annotations.NullMarked;
