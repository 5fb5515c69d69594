package io.remithub.rig;

import java.util.List;

/** How much the compilers may take: in the images, and wherever a service runs as in its image. */
public final class Compilers {

    /**
     * All tiers; what one took to compile is given back. The second takes what is hot three times over: with its own
     * thresholds it had up to two fifths of two cores for minutes after a start, and ten times over a service that is asked
     * much stays slow for minutes.
     */
    public static final List<String> IN_PRODUCTION = List.of(
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");

    private Compilers() {}
}
