package io.remithub.intake.inbound.rest;

import io.remithub.intake.inbound.rest.body.Fault;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists of faults that stay readable: a thousand, and how many more there are. */
final class Bounded {

    private static final int MOST = 1_000;

    private Bounded() {}

    static <T> List<?> of(List<T> all, Function<T, ?> fault) {
        Stream<?> first = all.stream().limit(MOST).map(fault);
        return all.size() <= MOST
                ? first.toList()
                : Stream.concat(
                                first,
                                Stream.of(new Fault(
                                        "", "more-faults", "and %d more faults".formatted(all.size() - MOST))))
                        .toList();
    }
}
