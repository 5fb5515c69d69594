package io.remithub.system;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the hub, the sample payment included, before the first test that needs it, and stops it after the last one. */
final class RunningHub implements BeforeAllCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(RunningHub.class);

    private record Started(Dev.Run up, Collector collector) implements AutoCloseable {

        static Started now() {
            try {
                Dev.startOver();
                var collector = Collector.start();
                return new Started(Dev.run(collector.environment(), "up", "--detach"), collector);
            } catch (Exception e) {
                throw new IllegalStateException("the hub could not be started", e);
            }
        }

        @Override
        public void close() throws Exception {
            Dev.run("down");
            collector.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var started = context.getRoot().getStore(HERE).getOrComputeIfAbsent("hub", _ -> Started.now(), Started.class);
        if (started.up().exitCode() != 0) {
            throw new AssertionError(
                    "./dev up --detach failed:\n" + started.up().output());
        }
    }
}
