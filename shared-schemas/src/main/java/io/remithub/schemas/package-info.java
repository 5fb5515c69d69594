/** What the streams are called, what travels on them, and the codes they speak: the contract between services. */
@NullMarked
package io.remithub.schemas;

import org.jspecify.annotations.NullMarked;
