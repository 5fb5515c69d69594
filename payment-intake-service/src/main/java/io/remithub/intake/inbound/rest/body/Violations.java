package io.remithub.intake.inbound.rest.body;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Bean Validation's findings as faults. */
final class Violations {

    private Violations() {}

    static Fault fault(ConstraintViolation<?> violation) {
        return new Fault(pointer(violation.getPropertyPath()), code(violation), violation.getMessage());
    }

    private static String pointer(Path path) {
        var pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKey() != null) {
                pointer.append('/').append(escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String code(ConstraintViolation<?> violation) {
        return switch (violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName()) {
            case "NotNull" -> "required";
            case "Size" -> "length";
            case "Pattern" -> "format";
            case "KnownRule" -> "hold-rule";
            default -> "out-of-bounds";
        };
    }
}
