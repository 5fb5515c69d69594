package io.remithub.faults;

import io.remithub.system.Collector;
import io.remithub.system.Search;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Where the services' spans go, each searched as it comes: there are too many of them to be kept. */
final class Spans implements AutoCloseable {

    private final Set<String> hits;
    private final AtomicBoolean any;
    private final Collector collector;

    private Spans(Set<String> hits, AtomicBoolean any, Collector collector) {
        this.hits = hits;
        this.any = any;
        this.collector = collector;
    }

    static Spans of(PatientOfTheRun patient) throws IOException {
        var search = new Search(patient.words());
        var hits = ConcurrentHashMap.<String>newKeySet();
        var any = new AtomicBoolean();
        return new Spans(hits, any, Collector.start(spans -> {
            any.set(true);
            hits.addAll(search.hits(Stream.of(spans)));
        }));
    }

    Map<String, String> environment() {
        return collector.environment();
    }

    /** That there are none at all would prove nothing. */
    Set<String> leaks() {
        var leaks = new HashSet<>(hits);
        if (!any.get()) {
            leaks.add("no span has come that could be searched");
        }
        return leaks;
    }

    @Override
    public void close() {
        collector.close();
    }
}
