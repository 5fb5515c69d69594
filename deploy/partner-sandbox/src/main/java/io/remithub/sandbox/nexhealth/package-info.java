/** NexHealth payments: an asynchronous, lagging mirror of a practice's health record. */
@NullMarked
package io.remithub.sandbox.nexhealth;

import org.jspecify.annotations.NullMarked;
