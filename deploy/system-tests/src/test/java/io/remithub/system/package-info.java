/** The whole hub as its users meet it: started by {@code ./dev}, driven over REST, judged by the partners' ledgers. */
@NullMarked
package io.remithub.system;

import org.jspecify.annotations.NullMarked;
