/** One class per use case: plan, post, look up, take a webhook, undo; each owns its transactions. */
@NullMarked
package io.remithub.posting.application;

import org.jspecify.annotations.NullMarked;
