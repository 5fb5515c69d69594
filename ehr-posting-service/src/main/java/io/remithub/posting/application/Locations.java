package io.remithub.posting.application;

import io.remithub.posting.domain.HealthRecord;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Location.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each practice's location wants its postings. */
public interface Locations {

    /** What was administered; null leaves it to the default. */
    record Settings(
            @Nullable Mode mode,
            @Nullable HealthRecord healthRecord,
            @Nullable String insurancePaymentType,
            @Nullable String reversalType,
            @Nullable String transactionPrefix) {

        public static final Settings DEFAULTS = new Settings(null, null, null, null, null);
    }

    /** A location that was administered. */
    record Administered(String subdomain, String locationId, Settings settings) {}

    /**
     * Its own settings, and the defaults for what they leave open.
     *
     * @param registered what registrations of claims say that its health record is
     */
    Location find(String subdomain, String locationId, HealthRecord registered);

    @Nullable
    Settings settings(String subdomain, String locationId);

    /** In the order of their names, after the one given. */
    List<Administered> administered(String afterSubdomain, String afterLocation, int limit);

    void put(String subdomain, String locationId, Settings settings);

    /** @return false when it had none */
    boolean remove(String subdomain, String locationId);
}
