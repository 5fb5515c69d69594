package io.remithub.posting.domain;

import java.util.Arrays;
import java.util.Locale;

/** What a location keeps its ledger in, as far as it decides whether NexHealth can write payments to it. */
public enum HealthRecord {
    OPEN_DENTAL,
    /** Links no payment to a charge: what is split by charges is shown with their providers, which is the same money. */
    DENTRIX,
    DENTRIX_ENTERPRISE,
    EAGLESOFT,
    /** NexHealth takes no payments for it. */
    OTHER;

    public boolean takesPayments() {
        return this != OTHER;
    }

    /** As practices write it: in any case, in one word or two. */
    public static HealthRecord named(String name) {
        return Arrays.stream(values())
                .filter(record -> letters(record.name()).equals(letters(name)))
                .findFirst()
                .orElse(OTHER);
    }

    private static String letters(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
