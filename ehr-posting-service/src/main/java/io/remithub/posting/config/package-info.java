/** Settings, typed, and the beans made from them. */
@NullMarked
package io.remithub.posting.config;

import org.jspecify.annotations.NullMarked;
