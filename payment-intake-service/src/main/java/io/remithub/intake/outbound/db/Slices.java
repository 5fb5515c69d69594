package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import java.util.UUID;
import java.util.function.Function;

/** Pages of what operators administer, the oldest first: after 32 hexadecimal digits. */
final class Slices {

    private static final int HALF = 16;
    private static final int HEX = 16;

    private Slices() {}

    static UUID id(Slice slice) {
        return slice.after() == null
                ? new UUID(0, 0)
                : new UUID(
                        Long.parseUnsignedLong(slice.after(), 0, HALF, HEX),
                        Long.parseUnsignedLong(slice.after(), HALF, 2 * HALF, HEX));
    }

    static long number(Slice slice) {
        return id(slice).getLeastSignificantBits();
    }

    static <R, T> Page<T> page(PanacheQuery<R> query, Slice slice, Function<R, T> item) {
        return Page.of(query.range(0, slice.limit()).stream().map(item).toList(), slice.limit());
    }
}
