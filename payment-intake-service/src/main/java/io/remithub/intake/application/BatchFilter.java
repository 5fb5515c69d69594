package io.remithub.intake.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which batches are asked for: null and empty are no condition.
 *
 * @param statuses any of these, as they are shown
 * @param createdTo exclusive
 */
public record BatchFilter(
        @Nullable String clientRequestId,
        List<String> statuses,
        @Nullable String accountShortCode,
        @Nullable String subAccountShortCode,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo) {}
