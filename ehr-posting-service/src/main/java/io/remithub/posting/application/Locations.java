package io.remithub.posting.application;

import io.remithub.posting.domain.Location;

/** How each practice's location wants its postings. */
public interface Locations {

    /** Its own settings, or the defaults. */
    Location find(String subdomain, String locationId);
}
