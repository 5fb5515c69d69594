/** Integrex RCM Claim Status API V2: tickets, polls and 277 answers. */
@NullMarked
package io.remithub.sandbox.integrex;

import org.jspecify.annotations.NullMarked;
