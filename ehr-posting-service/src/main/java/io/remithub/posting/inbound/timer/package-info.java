/** What is due by the clock: postings to work on, webhooks to keep registered. */
@NullMarked
package io.remithub.posting.inbound.timer;

import org.jspecify.annotations.NullMarked;
