package io.remithub.local;

import io.remithub.embedded.KafkaBroker;
import io.remithub.embedded.Topics;
import java.lang.ProcessBuilder.Redirect;
import java.util.function.Consumer;

/** Kafka with every topic of the catalogue. */
record Broker(State state) implements Program {

    static final String BOOTSTRAP_SERVERS = "localhost:" + Ports.KAFKA;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return Ports.KAFKA;
    }

    @Override
    public Running start(Consumer<ProcessHandle> born) {
        var log = Redirect.appendTo(state.log(name()));
        var broker = KafkaBroker.start(state.kafka(), port(), log, Jvm.shared(state, name()));
        born.accept(broker.process().toHandle());
        Topics.create(broker.bootstrapServers());
        return new Running() {
            @Override
            public ProcessHandle process() {
                return broker.process().toHandle();
            }

            @Override
            public void stop() {
                broker.close();
            }
        };
    }
}
