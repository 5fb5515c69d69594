package io.remithub.intake.inbound.rest.body;

import static com.fasterxml.jackson.core.JsonToken.VALUE_FALSE;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_FLOAT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;
import static com.fasterxml.jackson.core.JsonToken.VALUE_TRUE;

import io.remithub.intake.domain.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** How each kind of value is read. */
final class Scalars {

    private Scalars() {}

    /** Text that a database can keep: no control characters, no half of a surrogate pair. */
    static final class Text extends Scalar<String> {
        private static final long serialVersionUID = 1;

        Text() {
            super(String.class, "a string", VALUE_STRING);
        }

        @Override
        String parse(String text) throws Unfit {
            return clean(text);
        }

        static String clean(String text) throws Unfit {
            if (text.codePoints().anyMatch(Text::isUnprintable)) {
                throw new Unfit("control-character", "must not contain control characters");
            }
            return text;
        }

        private static boolean isUnprintable(int codePoint) {
            return codePoint < 0x20
                    || codePoint == 0x7F
                    || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        }
    }

    /** A code that some senders write as a number. */
    static final class Code extends Scalar<String> {
        private static final long serialVersionUID = 1;

        Code() {
            super(String.class, "a string or an integer", VALUE_STRING, VALUE_NUMBER_INT);
        }

        @Override
        String parse(String text) throws Unfit {
            return Text.clean(text);
        }
    }

    /** Dollars, as a number or a numeric string. */
    static final class Dollars extends Scalar<Money> {
        private static final long serialVersionUID = 1;
        private static final BigDecimal MOST = new BigDecimal("9999999999.99");
        private static final int CENTS = 2;

        Dollars() {
            super(Money.class, "a number or a numeric string", VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING);
        }

        @Override
        Money parse(String text) throws Unfit {
            BigDecimal dollars = Decimal.exact(text);
            if (dollars.abs().compareTo(MOST) > 0) {
                throw new Unfit("out-of-bounds", "must be at most 9999999999.99");
            }
            if (dollars.stripTrailingZeros().scale() > CENTS) {
                throw new Unfit("too-many-decimals", "must have at most 2 decimals");
            }
            return Money.of(dollars);
        }
    }

    /** A number, exact, or a numeric string. */
    static final class Decimal extends Scalar<BigDecimal> {
        private static final long serialVersionUID = 1;
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

        Decimal() {
            super(BigDecimal.class, "a number or a numeric string", VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING);
        }

        @Override
        BigDecimal parse(String text) throws Unfit {
            return exact(text);
        }

        // The pattern's bounds keep 1e999999999 from becoming a number of a billion digits.
        static BigDecimal exact(String text) throws Unfit {
            if (!NUMBER.matcher(text).matches()) {
                throw new Unfit("not-a-number", "must be a decimal number of sensible size");
            }
            return new BigDecimal(text);
        }
    }

    /** A whole number that fits 32 bits. */
    static final class Whole extends Scalar<Integer> {
        private static final long serialVersionUID = 1;

        Whole() {
            super(Integer.class, "an integer", VALUE_NUMBER_INT);
        }

        @Override
        Integer parse(String text) throws Unfit {
            try {
                return new BigInteger(text).intValueExact();
            } catch (ArithmeticException _) {
                throw new Unfit("out-of-bounds", "must be an integer between -2147483648 and 2147483647");
            }
        }
    }

    /** A whole number that fits 64 bits. */
    static final class LongWhole extends Scalar<Long> {
        private static final long serialVersionUID = 1;

        LongWhole() {
            super(Long.class, "an integer", VALUE_NUMBER_INT);
        }

        @Override
        Long parse(String text) throws Unfit {
            try {
                return new BigInteger(text).longValueExact();
            } catch (ArithmeticException _) {
                throw new Unfit("out-of-bounds", "must be an integer of 64 bits");
            }
        }
    }

    static final class Flag extends Scalar<Boolean> {
        private static final long serialVersionUID = 1;

        Flag() {
            super(Boolean.class, "true or false", VALUE_TRUE, VALUE_FALSE);
        }

        @Override
        Boolean parse(String text) {
            return Boolean.valueOf(text);
        }
    }

    /** An instant of this age, with its offset. */
    static final class Moment extends Scalar<Instant> {
        private static final long serialVersionUID = 1;
        private static final int LAST_YEAR = 2999;

        Moment() {
            super(Instant.class, "an instant", VALUE_STRING);
        }

        @Override
        Instant parse(String text) throws Unfit {
            try {
                var moment = OffsetDateTime.parse(text);
                if (moment.getYear() >= 0 && moment.getYear() <= LAST_YEAR) {
                    return moment.toInstant().truncatedTo(ChronoUnit.MICROS);
                }
            } catch (DateTimeException _) {
                // not of this kind, like what lies outside the calendar
            }
            throw new Unfit("not-an-instant", "must be an instant: yyyy-MM-ddThh:mm:ssZ");
        }
    }

    /** An ISO date that exists. */
    static final class Day extends Scalar<LocalDate> {
        private static final long serialVersionUID = 1;
        private static final Pattern DAY = Pattern.compile("(19|2\\d)\\d{2}-\\d{2}-\\d{2}");

        Day() {
            super(LocalDate.class, "a date", VALUE_STRING);
        }

        @Override
        LocalDate parse(String text) throws Unfit {
            if (!DAY.matcher(text).matches()) {
                throw new Unfit("not-a-date", "must be a date: yyyy-MM-dd");
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException _) {
                throw new Unfit("not-a-date", "must be a day of the calendar: yyyy-MM-dd");
            }
        }
    }
}
