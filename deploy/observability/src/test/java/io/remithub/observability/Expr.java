package io.remithub.observability;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of PromQL as alerts and dashboards need: what is not here is not to be used there. */
sealed interface Expr {

    record Value(double value) implements Expr {}

    /** @param range null for an instant */
    record Selector(
            String series, List<Matcher> matchers, @Nullable Duration range) implements Expr {}

    record Matcher(String label, Operator operator, String value) implements Predicate<String> {
        enum Operator {
            EQUAL,
            NOT_EQUAL,
            LIKE,
            UNLIKE
        }

        @Override
        public boolean test(String actual) {
            return switch (operator) {
                case EQUAL -> actual.equals(value);
                case NOT_EQUAL -> !actual.equals(value);
                case LIKE -> actual.matches(value);
                case UNLIKE -> !actual.matches(value);
            };
        }
    }

    record Call(String function, List<Expr> arguments) implements Expr {}

    record Aggregate(String operator, List<String> by, Expr of) implements Expr {}

    record Binary(String operator, Expr left, Expr right) implements Expr {}

    /** One number, whatever series there are. */
    default boolean isScalar() {
        return switch (this) {
            case Value _ -> true;
            case Call(var function, var _) -> function.equals("time");
            case Binary(var _, var left, var right) -> left.isScalar() && right.isScalar();
            case Selector _, Aggregate _ -> false;
        };
    }

    /** It, and everything that it is made of. */
    default Stream<Expr> parts() {
        return Stream.concat(
                Stream.of(this),
                switch (this) {
                    case Value _, Selector _ -> Stream.empty();
                    case Call call -> call.arguments().stream().flatMap(Expr::parts);
                    case Aggregate aggregate -> aggregate.of().parts();
                    case Binary binary ->
                        Stream.of(binary.left(), binary.right()).flatMap(Expr::parts);
                });
    }
}
