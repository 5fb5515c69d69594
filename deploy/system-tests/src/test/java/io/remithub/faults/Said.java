package io.remithub.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What was read of a wire at once. A statement that a database knows by a name is said by its name alone from then on; so
 * the names that its connection gave before go with it.
 */
final class Said {

    /** Each statement by its name, both as they stand on the wire. */
    private final Map<String, String> named;

    private final byte[] bytes;
    private final int length;

    private Said(Map<String, String> named, byte[] bytes, int length) {
        this.named = named;
        this.bytes = bytes;
        this.length = length;
    }

    /** One direction of one connection. */
    static final class Ear {
        /** Parse, the message's length, and the name that the driver gives. */
        private static final int NAME = 5;

        private final Map<String, String> named = new HashMap<>();

        /** @param bytes the first {@code length} of them; valid until the next are heard */
        Said hears(byte[] bytes, int length) {
            for (int at = 0; at + NAME + 1 < length; at++) {
                if (bytes[at] == 'P' && bytes[at + NAME] == 'S' && bytes[at + NAME + 1] == '_') {
                    int end = endOfText(bytes, at + NAME, length);
                    named.put(text(bytes, at + NAME, end), text(bytes, end + 1, endOfText(bytes, end + 1, length)));
                }
            }
            return new Said(named, bytes, length);
        }

        private static int endOfText(byte[] bytes, int from, int length) {
            int end = from;
            while (end < length && bytes[end] != 0) {
                end++;
            }
            return end;
        }

        private static String text(byte[] bytes, int from, int end) {
            return from < end ? new String(bytes, from, end - from, StandardCharsets.ISO_8859_1) : "";
        }
    }

    /** In so many words, or by a name that was given to them. */
    boolean has(String words) {
        return contains(words)
                || named.entrySet().stream()
                        .anyMatch(statement ->
                                statement.getValue().contains(words) && contains("\0" + statement.getKey() + "\0"));
    }

    private boolean contains(String words) {
        var sought = words.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + sought.length <= length; at++) {
            if (Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    /** To Kafka, records to be stored: after the length of the request, the number of what is asked: 0. */
    boolean isProduce() {
        return length > 64 && bytes[4] == 0 && bytes[5] == 0;
    }
}
