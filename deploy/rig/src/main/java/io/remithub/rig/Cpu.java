package io.remithub.rig;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What each process of the stack has used of the processors, its children included. */
public final class Cpu {

    private final Map<String, ProcessHandle> processes = Collections.synchronizedMap(new LinkedHashMap<>());

    void watch(String name, ProcessHandle process) {
        processes.put(name, process);
    }

    void forget(String name) {
        processes.remove(name);
    }

    /** Seconds since each process began. */
    public Map<String, Double> seconds() {
        var seconds = new LinkedHashMap<String, Double>();
        processes.forEach((name, process) -> seconds.put(name, used(process)));
        return seconds;
    }

    /** Microseconds an item, by process, since an earlier reading. */
    public Map<String, Double> perItem(Map<String, Double> before, double items) {
        var perItem = new LinkedHashMap<String, Double>();
        seconds().forEach((name, now) -> perItem.put(name, 1e6 * (now - before.getOrDefault(name, 0.0)) / items));
        return perItem;
    }

    /** Of ours the descendants are the others. */
    private static double used(ProcessHandle process) {
        var itself = Stream.of(process);
        return (process.equals(ProcessHandle.current()) ? itself : Stream.concat(itself, process.descendants()))
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .mapToDouble(Cpu::asSeconds)
                .sum();
    }

    private static double asSeconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
