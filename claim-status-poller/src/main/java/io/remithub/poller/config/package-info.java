/** What operators can set, checked at start. */
@NullMarked
package io.remithub.poller.config;

import org.jspecify.annotations.NullMarked;
