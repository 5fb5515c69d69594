/** The log of what was asked of the partners, without bodies, so that tests can prove that a call was or was not made. */
@NullMarked
package io.remithub.sandbox.requests;

import org.jspecify.annotations.NullMarked;
