package io.remithub.local;

import io.remithub.embedded.PostgresServer;
import java.util.List;
import java.util.function.Consumer;

/** PostgreSQL with a database and a user for each service. */
record Database(State state, Secrets secrets) implements Program {

    static final List<String> NAMES = List.of("intake", "orchestrator", "poller", "posting");

    static String jdbcUrl(String name) {
        return "jdbc:postgresql://localhost:" + Ports.POSTGRES + "/" + name;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return Ports.POSTGRES;
    }

    @Override
    public Running start(Consumer<ProcessHandle> born) {
        var server = PostgresServer.kept(state.postgres(), Ports.POSTGRES, state.log(name()));
        born.accept(server.process());
        for (var name : NAMES) {
            server.createDatabase(name, name, secrets.get("DB_PASSWORD"));
        }
        return new Running() {
            @Override
            public ProcessHandle process() {
                return server.process();
            }

            @Override
            public void stop() {
                server.close();
            }
        };
    }
}
