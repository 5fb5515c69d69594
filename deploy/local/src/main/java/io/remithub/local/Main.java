package io.remithub.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./dev up}, {@code ./dev down} and {@code ./dev status} call, in the project's directory. */
@Command(
        name = "./dev",
        subcommands = {Up.class, Down.class, Status.class},
        description = "Starts and stops the hub on this machine.")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
