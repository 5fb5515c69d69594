/** The published code lists of the 835 and the 277, as dated data. */
@NullMarked
package io.remithub.codes;

import org.jspecify.annotations.NullMarked;
