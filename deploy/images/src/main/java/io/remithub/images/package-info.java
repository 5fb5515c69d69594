/** One image for each service and the partner sandbox, out of what was packaged and a base. */
@NullMarked
package io.remithub.images;

import org.jspecify.annotations.NullMarked;
