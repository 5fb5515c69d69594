/** A ticket's life at the clearinghouse: what each answer leads to, decided without clock, database or network. */
@NullMarked
package io.remithub.poller.domain;

import org.jspecify.annotations.NullMarked;
