package io.remithub.sandbox.nexhealth;

import org.jboss.resteasy.reactive.RestQuery;

/** The institution and the location that a call is about; the gate has checked that they are there. */
record Scope(
        @RestQuery String subdomain,
        @RestQuery("location_id") String locationId) {}
