package io.remithub.bench;

import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.statistics.HttpStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.remithub.rig.Part;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** POSTs on the loopback interface, by Hyperfoil. */
final class Load {

    private final int port;
    private final String path;
    private final Map<String, String> headers;
    private final Supplier<byte[]> bodies;

    private Load(int port, String path, Map<String, String> headers, Supplier<byte[]> bodies) {
        this.port = port;
        this.path = path;
        this.headers = headers;
        this.bodies = bodies;
    }

    /** Payments issued alone. */
    static Load ofPayments(Supplier<byte[]> bodies) {
        return new Load(Part.INTAKE.port(), "/api/v1/payments", Payer.HEADERS, bodies);
    }

    /** @param seconds in which requests were sent */
    record Answered(long requests, double seconds, Latencies latencies) {

        double perSecond() {
            return requests / seconds;
        }
    }

    /** Each connection asks again as soon as it is answered. */
    Answered closed(int connections, Duration duration) {
        return run(connections, duration, phase -> phase.always(connections).duration(duration.toMillis()));
    }

    /** So many a second, whatever the answers do; what has to wait for a connection counts as having been sent. */
    Answered open(int perSecond, int connections, Duration duration) {
        return run(connections, duration, phase -> phase.constantRate(perSecond)
                .variance(false)
                .maxSessions(connections * 8)
                .duration(duration.toMillis()));
    }

    private Answered run(int connections, Duration duration, Function<PhaseBuilder.Catalog, PhaseBuilder<?>> shape) {
        var benchmark = BenchmarkBuilder.builder().name(path).threads(1);
        benchmark
                .addPlugin(HttpPluginBuilder::new)
                .http()
                .host("localhost")
                .port(port)
                .sharedConnections(connections);
        var request = shape.apply(benchmark.addPhase("load"))
                .scenario()
                .initialSequence("request")
                .step(SC)
                .httpRequest(HttpMethod.POST)
                .path(path)
                .body((_, _) -> body());
        headers.forEach((name, value) -> request.headers().header(name, value));
        request.timeout("30s").sync(true);

        var all = new StatisticsSnapshot();
        new LocalSimulationRunner(
                        benchmark.build(),
                        (_, _, _, snapshot, _) -> {
                            synchronized (all) {
                                all.add(snapshot);
                            }
                        },
                        null,
                        null)
                .run();
        return answered(all, duration.toMillis() / 1e3);
    }

    private ByteBuf body() {
        var bytes = bodies.get();
        return PooledByteBufAllocator.DEFAULT.buffer(bytes.length).writeBytes(bytes);
    }

    private Answered answered(StatisticsSnapshot all, double seconds) {
        var http = HttpStats.get(all);
        if (http.status_2xx != all.requestCount || all.errors() > 0) {
            throw new IllegalStateException("%s: of %d requests %d were answered 2xx, %d 4xx, %d 5xx; %d errors"
                    .formatted(
                            path, all.requestCount, http.status_2xx, http.status_4xx, http.status_5xx, all.errors()));
        }
        return new Answered(all.requestCount, seconds, Latencies.of(all.histogram));
    }
}
