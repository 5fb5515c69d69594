package io.remithub.embedded;

import java.nio.file.Path;

/** A process that starts a server, says its number, and waits to be killed. */
final class PostgresOwner {

    private PostgresOwner() {}

    public static void main(String[] args) throws Exception {
        var postgres = PostgresServer.kept(
                Path.of(args[0]), Integer.parseInt(args[1]), Path.of(args[2]).toFile());
        System.out.println(postgres.process().pid());
        System.in.read();
    }
}
