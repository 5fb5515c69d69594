package io.remithub.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every rule by which an account can hold payments, and the settings that it needs: the one list of codes that {@code
 * HoldRule} and {@code holdReasons} speak, in their {@link #wire()} form.
 */
public enum HoldRuleCode {
    /** More than so many cents. */
    AMOUNT_OVER_LIMIT("limit"),
    /** The balance check found something that blocks. */
    OUT_OF_BALANCE,
    /** Same payee, claim and amount as another payment, accepted within so many seconds before it. */
    SUSPECTED_DUPLICATE("window"),
    /** Nothing was ever released to the payee. */
    NEW_PAYEE,
    /** A claim's practice has not registered it yet; lifted by itself when it does. */
    CLAIM_NOT_REGISTERED;

    /** What is wrong with one setting. */
    public record Fault(String setting, Kind kind) {

        /** What it can be. */
        public enum Kind {
            UNKNOWN,
            MISSING,
            NOT_POSITIVE
        }
    }

    private final Set<String> settings;

    HoldRuleCode(String... settings) {
        this.settings = Set.of(settings);
    }

    /** Names of the settings, all of them positive whole numbers, none of them optional. */
    public Set<String> settings() {
        return settings;
    }

    /** Everything that keeps these from being the rule's settings, in the order of their names. */
    public List<Fault> faults(Map<String, String> given) {
        var names = new TreeSet<>(settings);
        names.addAll(given.keySet());
        var faults = new ArrayList<Fault>();
        for (var name : names) {
            var value = given.get(name);
            if (!settings.contains(name)) {
                faults.add(new Fault(name, Fault.Kind.UNKNOWN));
            } else if (value == null) {
                faults.add(new Fault(name, Fault.Kind.MISSING));
            } else if (!isPositive(value)) {
                faults.add(new Fault(name, Fault.Kind.NOT_POSITIVE));
            }
        }
        return List.copyOf(faults);
    }

    private static boolean isPositive(String value) {
        return value.matches("[1-9][0-9]{0,17}");
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty when no code is written so. */
    public static Optional<HoldRuleCode> of(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire().equals(wire)).findFirst();
    }
}
