/** What a posting is, how its money is split, and what each answer of a partner makes of it. */
@NullMarked
package io.remithub.posting.domain;

import org.jspecify.annotations.NullMarked;
