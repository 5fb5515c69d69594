package io.remithub.faults;

import java.util.List;
import java.util.TreeSet;

/** What comes too early now and then is taken in the end: a command of which nothing ever is, is one that does not work. */
final class Refused {

    /** As often as four payers ask, who each ask again until they give up. */
    private static final int MANY = 20;

    private Refused() {}

    /**
     * @param tooEarly commands of a row, each as often as it was refused
     * @param taken those of the row
     */
    static List<String> violations(List<String> tooEarly, List<Told.Obeyed> taken) {
        return new TreeSet<>(tooEarly)
                .stream()
                        .filter(it -> count(it, tooEarly) >= MANY)
                        .filter(it ->
                                taken.stream().noneMatch(one -> one.command().equals(it)))
                        .map(it -> "%s was refused %d times as too early, and never taken"
                                .formatted(it, count(it, tooEarly)))
                        .toList();
    }

    private static long count(String command, List<String> tooEarly) {
        return tooEarly.stream().filter(command::equals).count();
    }
}
