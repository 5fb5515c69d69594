/** Partners' webhooks and the view of postings: HTTP in, commands out. */
@NullMarked
package io.remithub.posting.inbound.rest;

import org.jspecify.annotations.NullMarked;
