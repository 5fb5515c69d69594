/** How a partner is called: one timeout, one circuit, one reading of what came back. */
@NullMarked
package io.remithub.posting.outbound.http;

import org.jspecify.annotations.NullMarked;
