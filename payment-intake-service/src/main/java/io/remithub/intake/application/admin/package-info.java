/** Who is served and how: tenants, their accounts and keys, changed by operators and on record. */
@NullMarked
package io.remithub.intake.application.admin;

import org.jspecify.annotations.NullMarked;
