/** The benchmark behind {@code ./dev bench}: each stage of the hub beside what the same machine can do at best. */
@NullMarked
package io.remithub.bench;

import org.jspecify.annotations.NullMarked;
