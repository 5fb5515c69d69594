package io.remithub.messaging;

import java.net.URI;
import java.util.Set;

/** Patients' data leaves this machine by https only. */
public final class SafeAddress {

    /** By these names alone: where any other leads, it may lead elsewhere the next time. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private SafeAddress() {}

    /**
     * @param variable that sets it
     * @throws IllegalStateException when what is sent there could be read on the way
     */
    public static void require(String variable, URI address) {
        String host = address.getHost();
        if (!"https".equals(address.getScheme()) && (host == null || !THIS_MACHINE.contains(host))) {
            throw new IllegalStateException(
                    variable + " must be https: only this machine itself is spoken to in the clear");
        }
    }
}
