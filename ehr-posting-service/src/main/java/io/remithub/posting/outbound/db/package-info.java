/** Where postings, their requests and their history are kept. */
@NullMarked
package io.remithub.posting.outbound.db;

import org.jspecify.annotations.NullMarked;
