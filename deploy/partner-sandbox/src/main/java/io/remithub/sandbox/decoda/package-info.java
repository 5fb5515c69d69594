/** Decoda Health: charges to patients and their adjustments. */
@NullMarked
package io.remithub.sandbox.decoda;

import org.jspecify.annotations.NullMarked;
