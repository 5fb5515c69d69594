/** Patient billing: charges, adjustments and their lookup. */
@NullMarked
package io.remithub.posting.outbound.decoda;

import org.jspecify.annotations.NullMarked;
