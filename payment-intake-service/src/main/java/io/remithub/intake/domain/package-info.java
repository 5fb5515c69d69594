/** What a payment, a remittance and an account are, and the rules they follow: plain Java. */
@NullMarked
package io.remithub.intake.domain;

import org.jspecify.annotations.NullMarked;
