package io.remithub.intake.inbound.rest;

import io.remithub.intake.inbound.rest.ComingBodies.Bounds;
import io.remithub.intake.inbound.rest.body.ReadThrough;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A body on its way in, within its bounds. */
final class ComingBody extends ReadThrough {

    /** What is no larger comes in beside all others. */
    private static final int SMALL = 64 << 10;

    /** By what each byte that has come lets the next ones be waited for longer: 15 s of the largest add. */
    private static final int NANOS_A_BYTE = 440;

    private static final long NEVER = 0;

    private final Bounds bounds;
    private final long length;
    private final Consumer<BooleanSupplier> watch;
    private long nanosLeft;

    /** While it is waited for; else {@link #NEVER}. */
    private volatile long overdueAt = NEVER;

    private long seen;
    private long admitted;

    /**
     * @param length as it was declared; negative where it was not
     * @param watch hangs up as soon as it is told that the body is overdue
     */
    ComingBody(InputStream body, Bounds bounds, long length, Consumer<BooleanSupplier> watch) {
        super(body);
        this.bounds = bounds;
        this.length = length;
        this.watch = watch;
        this.nanosLeft = bounds.within().toNanos();
    }

    /** The body did not come in time. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;

        TooSlow() {
            super("the body does not come");
        }
    }

    /** There is more of it than may be read. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
        private final long most;

        TooLarge(long most) {
            super("the body is too large");
            this.most = most;
        }

        long most() {
            return most;
        }
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (Math.max(length, seen) > bounds.most()) {
            throw new TooLarge(bounds.most());
        }
        if (seen > SMALL && seen > admitted) {
            admit();
        }
        int read = waitFor(into, offset, count);
        if (nanosLeft < 0) {
            throw new TooSlow();
        }
        seen += Math.max(read, 0);
        return read;
    }

    /** What does not say how long it is, is taken to be as long again as what has come. */
    private void admit() {
        boolean atFirst = admitted == 0;
        admitted = length < 0 ? Math.min(2 * seen, bounds.most()) : length;
        bounds.share().take(bounds.room().applyAsLong(admitted));
        if (atFirst) {
            nanosLeft = Math.min(nanosLeft, bounds.hurried().toNanos());
            watch.accept(this::isOverdue);
        }
    }

    // Told to another thread, between whose two looks the next bytes may come: it takes one.
    private boolean isOverdue() {
        long at = overdueAt;
        return at != NEVER && System.nanoTime() - at > 0;
    }

    private int waitFor(byte[] into, int offset, int count) throws IOException {
        long since = System.nanoTime();
        overdueAt = since + nanosLeft;
        int read = in.read(into, offset, count);
        overdueAt = NEVER;
        long paced = admitted > 0 ? (long) Math.max(read, 0) * NANOS_A_BYTE : 0;
        nanosLeft = nanosLeft - (System.nanoTime() - since) + paced;
        return read;
    }
}
