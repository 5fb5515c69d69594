package io.remithub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of the machine's memory. */
final class Memory {

    private static final double KIB_A_MIB = 1024;

    private Memory() {}

    /** Resident, in MiB; as Linux counts it. */
    static double resident(ProcessHandle process) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB;
            }
        }
        throw new IllegalStateException("process " + process.pid() + " has ended");
    }
}
