/** The health record: transactions, adjustments, their lookup, and the subscription to what became of them. */
@NullMarked
package io.remithub.posting.outbound.nexhealth;

import org.jspecify.annotations.NullMarked;
