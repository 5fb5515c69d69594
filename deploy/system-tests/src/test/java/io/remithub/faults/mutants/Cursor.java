package io.remithub.faults.mutants;

import java.util.List;

/** What a naive relay remembers: the last id that it sent. */
public final class Cursor {

    private static long last;

    private Cursor() {}

    public static synchronized long last() {
        return last;
    }

    /** @param rows of the outbox, by a type that is not known here */
    public static synchronized void sent(List<?> rows) throws ReflectiveOperationException {
        for (var row : rows) {
            var id = row.getClass().getDeclaredMethod("id");
            id.setAccessible(true);
            last = Math.max(last, (long) id.invoke(row));
        }
    }
}
