/** Signed webhooks, delivered at least once and retried for as long as a partner would. */
@NullMarked
package io.remithub.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
