package io.remithub.posting.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Refuses to start where patients' data would leave this machine in the clear. */
@Startup
@Singleton
final class SafeAddresses {

    SafeAddresses(NexHealthConfig nexhealth, DecodaConfig decoda, PartnersConfig partners) {
        check("NEXHEALTH_URL", nexhealth.url());
        check("DECODA_URL", decoda.url());
        check("PUBLIC_WEBHOOK_URL", partners.publicWebhookUrl());
    }

    static void check(String name, URI address) {
        if (!"https".equals(address.getScheme()) && !loopback(address)) {
            throw new IllegalStateException(
                    name + " must be https: only this machine itself is spoken to in the clear");
        }
    }

    private static boolean loopback(URI address) {
        try {
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
