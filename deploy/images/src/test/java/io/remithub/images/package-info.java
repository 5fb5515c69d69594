/** Images without a registry: what they say of themselves and what is in them. */
@NullMarked
package io.remithub.images;

import org.jspecify.annotations.NullMarked;
