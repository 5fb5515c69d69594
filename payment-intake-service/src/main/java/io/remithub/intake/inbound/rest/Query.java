package io.remithub.intake.inbound.rest;

import io.remithub.intake.inbound.rest.body.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, read strictly: a filter that is misspelt must not be taken for none. Notes every fault
 * before it refuses.
 */
final class Query {

    private static final int LONGEST = 255;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}|\\p{Cs}|\uFFFD");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2999;

    private final MultivaluedMap<String, String> parameters;
    private final Set<String> known = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    Query(UriInfo uri) {
        this.parameters = uri.getQueryParameters();
    }

    @Nullable
    String text(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            fault(name, "repeated", "must be given once");
        }
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** Empty where it is missing: that is a fault. */
    String required(String name) {
        String value = text(name);
        if (!parameters.containsKey(name)) {
            fault(name, "required", "must be given");
        }
        return value == null ? "" : value;
    }

    /** Any number of times. */
    List<String> anyOf(String name, List<String> allowed) {
        List<String> values = values(name);
        if (!allowed.containsAll(values)) {
            fault(name, "unknown", "must be one of " + String.join(", ", allowed));
        }
        return values.stream().distinct().sorted().filter(allowed::contains).toList();
    }

    String oneOf(String name, String first, String second) {
        String value = text(name);
        if (value != null && !value.equals(first) && !value.equals(second)) {
            fault(name, "unknown", "must be " + first + " or " + second);
        }
        return second.equals(value) ? second : first;
    }

    int whole(String name, int least, int most, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        int number = WHOLE.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            fault(name, "out-of-bounds", "must be an integer from %d to %d".formatted(least, most));
            return otherwise;
        }
        return number;
    }

    @Nullable
    Instant instant(String name) {
        return parse(name, "must be an instant: yyyy-MM-ddThh:mm:ssZ", text -> {
            var at = OffsetDateTime.parse(text);
            return inCalendar(at.getYear()) ? at.toInstant() : null;
        });
    }

    @Nullable
    LocalDate date(String name) {
        return parse(name, "must be a day of the calendar: yyyy-MM-dd", text -> {
            var day = LocalDate.parse(text);
            return inCalendar(day.getYear()) ? day : null;
        });
    }

    /** @param name empty where the name itself is the fault: what was submitted is not repeated */
    void fault(String name, String code, String message) {
        faults.add(new Fault("?" + name, code, message));
    }

    /** After everything has been read. */
    void check() {
        if (!known.containsAll(parameters.keySet())) {
            fault(
                    "",
                    "unknown-parameter",
                    "parameters are "
                            + String.join(", ", known.stream().sorted().toList()));
        }
        if (!faults.isEmpty()) {
            throw Problems.of(faults);
        }
    }

    private List<String> values(String name) {
        known.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        for (String value : values) {
            if (value.isEmpty()
                    || value.length() > LONGEST
                    || UNPRINTABLE.matcher(value).find()) {
                fault(name, "length", "must be 1 to " + LONGEST + " printable characters");
                return List.of();
            }
        }
        return values;
    }

    private <T> @Nullable T parse(String name, String wanted, Function<String, @Nullable T> parser) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        @Nullable T parsed = null;
        try {
            parsed = parser.apply(value);
        } catch (DateTimeException _) {
            // not of this kind, like what lies outside the calendar
        }
        if (parsed == null) {
            fault(name, "format", wanted);
        }
        return parsed;
    }

    private static boolean inCalendar(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
