/** Statements over sets of rows: what a service stores many of, it stores in one go. */
@NullMarked
package io.remithub.database;

import org.jspecify.annotations.NullMarked;
