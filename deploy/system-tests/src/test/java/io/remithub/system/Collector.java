package io.remithub.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Takes the services' spans, as OTLP over HTTP: text in them is in clear, whatever the framing. */
public final class Collector implements AutoCloseable {

    private static final List<Place> EXPORTS = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        return start(EXPORTS::add);
    }

    /** @param taker of everything that comes, from any thread */
    public static Collector start(Consumer<Place> taker) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var came = new AtomicInteger();
        server.createContext("/v1/traces", exchange -> take(exchange, "spans " + came.incrementAndGet(), taker));
        server.start();
        return new Collector(server);
    }

    /** What the services are told, to send their spans here soon. */
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "PT0.5S");
    }

    /** Everything that has come so far. */
    static List<Place> exports() {
        return List.copyOf(EXPORTS);
    }

    private static void take(HttpExchange exchange, String name, Consumer<Place> taker) throws IOException {
        try (exchange) {
            taker.accept(new Place(name, exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
