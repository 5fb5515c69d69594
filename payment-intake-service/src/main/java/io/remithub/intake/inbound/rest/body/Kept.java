package io.remithub.intake.inbound.rest.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body of which the last bytes that were read can be had again, as they came. */
final class Kept extends ReadThrough {

    private final int most;
    private byte[] bytes = new byte[16_384];
    private int length;
    /** Where in the body {@code bytes} begins. */
    private long from;

    /** @param most bytes kept at once */
    Kept(InputStream body, int most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        int read = in.read(into, offset, count);
        if (read > 0) {
            keep(into, offset, read);
        }
        return read;
    }

    private void keep(byte[] read, int offset, int count) {
        if (length + count > most) {
            from += length;
            length = 0;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(read, offset, bytes, length, count);
        length += count;
    }

    /** @return null when there were too many */
    byte @Nullable [] between(long start, long end) {
        return start < from ? null : Arrays.copyOfRange(bytes, (int) (start - from), (int) (end - from));
    }

    /** What lies before is not asked for again. */
    void forget(long before) {
        int gone = (int) Math.min(Math.max(before - from, 0), length);
        System.arraycopy(bytes, gone, bytes, 0, length - gone);
        length -= gone;
        from += gone;
    }
}
