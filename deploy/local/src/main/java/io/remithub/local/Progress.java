package io.remithub.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the launcher tells whoever looks on, a line at a time. */
final class Progress {

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    void ready(Program program, Duration took) {
        say("%-28s ready on %d (%.1f s)", program.name(), program.port(), took.toMillis() / 1000.0);
    }

    void say(String format, @Nullable Object... values) {
        var line = String.format(Locale.ROOT, format, values);
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
