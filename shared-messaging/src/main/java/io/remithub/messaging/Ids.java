package io.remithub.messaging;

import com.github.f4b6a3.uuid.UuidCreator;

/** Identifiers: 32 lower-case hex digits of a UUIDv7, so that they sort by time of birth. */
public final class Ids {

    private Ids() {}

    public static String next() {
        return UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
    }
}
