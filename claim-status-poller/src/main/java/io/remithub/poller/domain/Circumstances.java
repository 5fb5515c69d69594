package io.remithub.poller.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision depends on, beside the ticket and the answer.
 *
 * @param issuerPaymentIds of those who wait, the issuer's ids of their payments; null for one that has none
 * @param asked when the call began, at the latest: the partner's clock starts then
 * @param random evenly from [0, 1): the jitter
 */
public record Circumstances(List<@Nullable String> issuerPaymentIds, Instant asked, Instant now, double random) {}
