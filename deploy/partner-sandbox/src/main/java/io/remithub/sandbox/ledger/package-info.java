/** What the partners have on their books, kept in memory and in a journal that survives a kill. */
@NullMarked
package io.remithub.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
