package io.remithub.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./dev up}, {@code down}, {@code status}, {@code tail} and {@code token} call, in the project's directory. */
@Command(
        name = "./dev",
        subcommands = {Up.class, Down.class, Status.class, Tail.class, Token.class},
        description = "Starts, stops and shows the hub on this machine.")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
