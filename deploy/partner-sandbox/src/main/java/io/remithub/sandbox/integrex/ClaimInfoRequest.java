package io.remithub.sandbox.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked about a claim: every member is a string, the billed amount too. */
record ClaimInfoRequest(Map<String, String> fields) {
    private static final List<String> REQUIRED = List.of(
            "patientDob",
            "patientFirstName",
            "patientLastName",
            "subscriberId",
            "subscriberFirstName",
            "subscriberLastName",
            "subscriberDob",
            "billingProviderNpi",
            "billingProviderName",
            "taxId",
            "admitDate",
            "totalCharges",
            "payerId",
            "payerName");
    private static final Set<String> DATES = Set.of("patientDob", "subscriberDob", "admitDate");
    private static final List<String> OPTIONAL = List.of("trackingId1", "trackingId2");

    ClaimInfoRequest {
        fields = Map.copyOf(fields);
    }

    static ClaimInfoRequest of(JsonNode body) {
        var fields = new HashMap<String, String>();
        body.properties().forEach(member -> {
            if (member.getValue().isTextual()
                    && (REQUIRED.contains(member.getKey()) || OPTIONAL.contains(member.getKey()))) {
                fields.put(member.getKey(), member.getValue().textValue());
            }
        });
        return new ClaimInfoRequest(fields);
    }

    /** The names of what is missing or malformed, with never a value. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        for (var name : REQUIRED) {
            var value = fields.getOrDefault(name, "");
            if (value.isBlank()) {
                faults.add(name + " is required and must be a string");
            } else if (DATES.contains(name) && !isDate(value)) {
                faults.add(name + " must be a date, yyyy-mm-dd");
            } else if (name.equals("totalCharges") && !value.matches("\\d{1,10}(\\.\\d{1,2})?")) {
                faults.add(name + " must be an amount");
            } else if (name.equals("billingProviderNpi") && !isNpi(value)) {
                faults.add(name + " must be an NPI");
            }
        }
        return faults;
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    @Nullable
    String trackingId1() {
        return fields.get("trackingId1");
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /** Ten digits with a Luhn check digit over 80840 + NPI. */
    private static boolean isNpi(String value) {
        if (!value.matches("[12]\\d{9}")) {
            return false;
        }
        var digits = "80840" + value;
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted / 10 + weighted % 10;
        }
        return sum % 10 == 0;
    }
}
