/** Bearer tokens that really expire. */
@NullMarked
package io.remithub.sandbox.token;

import org.jspecify.annotations.NullMarked;
