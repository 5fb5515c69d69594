package io.remithub.sandbox.requests;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The latest calls, noted as they come in and completed as they are answered. */
@ApplicationScoped
public class Requests {
    private static final int KEPT = 20_000;
    private static final int LOST = 0;
    private static final Set<String> PARTNERS = Set.of("integrex", "nexhealth", "decoda");

    private final Clock clock;
    private final Deque<Entry> latest = new ArrayDeque<>();
    private final Map<HttpServerRequest, Entry> open = new WeakHashMap<>();
    private long total;

    private static final class Entry {
        private Call call;

        Entry(Call call) {
            this.call = call;
        }
    }

    Requests(Clock clock) {
        this.clock = clock;
    }

    void listen(@Observes Filters filters) {
        filters.register(this::note, 100);
    }

    /** Completes the entry of a running call with what only its operation knows. */
    public synchronized void name(HttpServerRequest request, String operation, @Nullable String reference) {
        change(request, call -> call.named(operation, reference));
    }

    /** The connection is about to be dropped: whatever is written from here on reaches nobody. */
    public void lost(HttpServerRequest request) {
        finish(request, LOST);
    }

    synchronized List<Call> all() {
        return latest.stream().map(entry -> entry.call).toList();
    }

    synchronized void clear() {
        latest.clear();
    }

    private void note(RoutingContext context) {
        var path = context.normalizedPath();
        var end = path.indexOf('/', 1);
        var partner = end < 0 ? "" : path.substring(1, end);
        if (PARTNERS.contains(partner)) {
            begin(context.request(), partner, path);
            context.addEndHandler(sent -> finish(
                    context.request(), sent.succeeded() ? context.response().getStatusCode() : LOST));
        }
        context.next();
    }

    private synchronized void begin(HttpServerRequest request, String partner, String path) {
        var call = new Call(
                ++total,
                clock.instant(),
                partner,
                null,
                request.method().name(),
                path,
                null,
                null,
                request.getHeader("traceparent"));
        var entry = new Entry(call);
        open.put(request, entry);
        latest.addLast(entry);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    private synchronized void finish(HttpServerRequest request, int status) {
        change(request, call -> call.answered(status));
        open.remove(request);
    }

    private void change(HttpServerRequest request, UnaryOperator<Call> change) {
        var entry = open.get(request);
        if (entry != null) {
            entry.call = change.apply(entry.call);
        }
    }
}
