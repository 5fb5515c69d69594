/** The bodies that payers and practices send, member by member, and how they are read: every fault, not the first. */
@NullMarked
package io.remithub.intake.inbound.rest.body;

import org.jspecify.annotations.NullMarked;
