/** HTTP into commands, outcomes into answers; decides nothing. */
@NullMarked
package io.remithub.intake.inbound.rest;

import org.jspecify.annotations.NullMarked;
