package io.remithub.orchestrator.domain;

import java.util.Comparator;

/** A claim as both its practice and its payers know it; sorted, as it is locked. */
public record ClaimKey(String tenantId, String value) implements Comparable<ClaimKey> {

    private static final Comparator<ClaimKey> ORDER =
            Comparator.comparing(ClaimKey::tenantId).thenComparing(ClaimKey::value);

    @Override
    public int compareTo(ClaimKey other) {
        return ORDER.compare(this, other);
    }
}
