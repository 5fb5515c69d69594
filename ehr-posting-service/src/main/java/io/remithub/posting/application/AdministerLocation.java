package io.remithub.posting.application;

import io.remithub.operators.Audit;
import io.remithub.posting.application.Locations.Administered;
import io.remithub.posting.application.Locations.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets how a location wants its postings, on record; what is posted from now on follows it. */
@ApplicationScoped
public class AdministerLocation {

    private final Locations locations;
    private final Audit audit;

    AdministerLocation(Locations locations, Audit audit) {
        this.locations = locations;
        this.audit = audit;
    }

    @Transactional
    public void set(String subdomain, String locationId, Settings settings, String by, @Nullable String note) {
        locations.put(subdomain, locationId, settings);
        record("location.set", subdomain, locationId, by, note, settings.toString());
    }

    /** @return false when it was never administered */
    @Transactional
    public boolean forget(String subdomain, String locationId, String by) {
        var was = locations.settings(subdomain, locationId);
        if (was == null || !locations.remove(subdomain, locationId)) {
            return false;
        }
        record("location.forget", subdomain, locationId, by, null, was.toString());
        return true;
    }

    @Transactional
    public Settings settings(String subdomain, String locationId) {
        var settings = locations.settings(subdomain, locationId);
        return settings == null ? Settings.DEFAULTS : settings;
    }

    @Transactional
    public List<Administered> list(String afterSubdomain, String afterLocation, int limit) {
        return locations.administered(afterSubdomain, afterLocation, limit);
    }

    private void record(
            String action, String subdomain, String locationId, String by, @Nullable String note, String settings) {
        audit.record(new Audit.Entry(by, action, null, subdomain + "/" + locationId, note, settings));
    }
}
