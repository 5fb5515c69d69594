/** What the rest of the hub is told. */
@NullMarked
package io.remithub.posting.outbound.events;

import org.jspecify.annotations.NullMarked;
