package io.remithub.observability;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a service logs while a test listens. */
public final class Logged implements AutoCloseable {

    /**
     * @param keys by which it is found: its {@code mdc}
     * @param text all of it, with the stack of what was thrown
     */
    public record Line(String message, Map<String, String> keys, String text) {}

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final PatternFormatter everything = new PatternFormatter("%c %X %s%e%n");
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            var line = ExtLogRecord.wrap(record);
            lines.add(new Line(line.getFormattedMessage(), line.getMdcCopy(), everything.format(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public Logged() {
        root.addHandler(handler);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
