package io.remithub.poller.outbound.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.poller.domain.Meaning;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read member by member: a member that is odd is absent, and no other suffers. */
record Row(JsonNode json) {

    /** In place of a category that is none: nothing of what stands there is kept, and somebody has to look. */
    private static final String UNKNOWN = "UNKNOWN";

    private static final Pattern CATEGORY = Pattern.compile("[A-Z](\\d{1,2}|Q)[A-Z]?");
    private static final Pattern STATUS = Pattern.compile("\\d{1,4}");
    /** A payer's own remarks may be letters alone, but no more of them than two: words may name a patient. */
    private static final Pattern REASON = Pattern.compile("[A-Z]{1,2}|(?=.*\\d)[A-Z\\d]{1,6}");

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_DIGITS = 16;

    /** Of the first row that has it. */
    static <T> @Nullable T first(List<Row> rows, Function<Row, @Nullable T> value) {
        for (Row row : rows) {
            T found = value.apply(row);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Null for what is missing, blank, too long, no text (a database takes no NUL), or the "null" that is sent for EFT. */
    @Nullable
    String text(String member) {
        var node = json.path(member);
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        String text = node.asText().strip();
        boolean odd = text.isEmpty()
                || text.length() > LONGEST_TEXT
                || text.equalsIgnoreCase("null")
                || text.chars().anyMatch(Character::isISOControl);
        return odd ? null : text;
    }

    @Nullable
    String category() {
        String category = text("categoryCode");
        if (category == null) {
            return null;
        }
        String code = category.toUpperCase(Locale.ROOT);
        return CATEGORY.matcher(code).matches() ? code : UNKNOWN;
    }

    @Nullable
    String status() {
        return code("statusCode", STATUS);
    }

    /** @param place from 1 */
    @Nullable
    String reason(int place) {
        return code("reasonSourceCd" + place, REASON);
    }

    private @Nullable String code(String member, Pattern shape) {
        String text = text(member);
        return text != null && shape.matcher(text).matches() ? text : null;
    }

    Meaning meaning() {
        String category = category();
        return Meaning.of(category == null ? "" : category);
    }

    @Nullable
    LocalDate date(String member) {
        String text = text(member);
        try {
            return text == null ? null : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException odd) {
            return null;
        }
    }

    @Nullable
    Long charge() {
        return cents("chargeAmt");
    }

    @Nullable
    Long paid() {
        return cents("paymentAmt");
    }

    @Nullable
    Long allowed() {
        return cents("allowedAmount");
    }

    /** Co-insurance and co-payment. */
    @Nullable
    Long patient() {
        Long coInsurance = cents("coInsuranceAmount");
        Long coPayment = cents("coPaymentAmount");
        return coInsurance == null ? coPayment : (Long) (coInsurance + (coPayment == null ? 0 : coPayment));
    }

    /** {@code dateCheckCashed} is the text "null", and there is no status of a check. */
    boolean isElectronic() {
        return text("checkStatus") == null
                && json.path("dateCheckCashed").asText().strip().equalsIgnoreCase("null")
                && json.path("dateCheckCashed").isTextual();
    }

    /** Printed with the letter l by some (C8). */
    @Nullable
    String authorizationCaseId() {
        String id = text("authorizationCaseId");
        return id == null ? text("authorizationCaseld") : id;
    }

    int line() {
        var node = json.path("svcLine");
        return node.canConvertToInt() ? node.asInt() : 0;
    }

    /** Strings and numbers alike, through their decimal text (C7); what is no amount in cents is absent. */
    private @Nullable Long cents(String member) {
        String text = text(member);
        try {
            return text == null
                    ? null
                    : cents(new BigDecimal(text.replaceFirst("^\\$", "").replace(",", "")));
        } catch (NumberFormatException odd) {
            return null;
        }
    }

    private static @Nullable Long cents(BigDecimal amount) {
        // An exponent can name a number that fills the memory: look before it is written out.
        if (amount.signum() != 0 && Math.abs((long) amount.precision() - amount.scale()) > MOST_DIGITS) {
            return null;
        }
        var cents = amount.movePointRight(2).stripTrailingZeros();
        return cents.scale() > 0 || cents.precision() - cents.scale() > MOST_DIGITS ? null : cents.longValueExact();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
