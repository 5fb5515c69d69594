/** What survives: random payments, faults out of a seed, and a checker that reads all ledgers, databases and topics. */
@NullMarked
package io.remithub.faults;

import org.jspecify.annotations.NullMarked;
