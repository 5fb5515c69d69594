package io.remithub.intake.inbound.rest.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks at all that is read of a body, in one place: in {@link #read(byte[], int, int)}. */
public abstract class ReadThrough extends FilterInputStream {

    protected ReadThrough(InputStream body) {
        super(body);
    }

    @Override
    public final int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] into, int offset, int count) throws IOException;
}
