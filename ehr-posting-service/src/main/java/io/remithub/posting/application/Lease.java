package io.remithub.posting.application;

import io.remithub.posting.domain.PostingKey;

/** The right to work on a posting, until it ends or another one is given out: whose epoch is old writes nothing. */
public record Lease(PostingKey key, long epoch) {}
