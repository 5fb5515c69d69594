/** The fault language: what a partner is told to do wrong, and the one place where it does it. */
@NullMarked
package io.remithub.sandbox.script;

import org.jspecify.annotations.NullMarked;
