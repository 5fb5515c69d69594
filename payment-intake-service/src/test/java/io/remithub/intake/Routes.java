package io.remithub.intake;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the code serves, whatever the description says: {@code "get /audit"}. */
final class Routes {

    /** The operators' own, which the payers' description leaves out: README, shared-messaging. */
    static final Set<String> OF_OPERATORS = Set.of(
            "get /audit",
            "get /gaps",
            "post /gaps/{id}/skip",
            "get /parked",
            "post /parked/{id}/discard",
            "post /parked/{id}/replay",
            "get /payments/{paymentId}",
            "post /payments/{paymentId}/unmasked");

    private Routes() {}

    static List<String> all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.remithub").stream()
                        .map(JavaClass::reflect)
                        .filter(it -> it.isAnnotationPresent(Path.class))
                        .flatMap(Routes::of)
                        .toList();
    }

    /** The answer to whoever asks for something there that does not exist. */
    static int tried(String route, RequestSpecification caller) {
        String[] parts = route.split(" ");
        return caller.contentType(ContentType.JSON)
                .body("{\"reason\":\"none\"}")
                .request(
                        parts[0].toUpperCase(Locale.ROOT),
                        parts[1].replace("{id}", "1").replace("{paymentId}", "0".repeat(32)))
                .statusCode();
    }

    private static Stream<String> of(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> verb(method).stream().map(verb -> verb + " " + root + sub(method)))
                .map(route -> route.replaceAll("\\{(\\w+)\\s*:([^{}]|\\{[^{}]*})*}", "{$1}"));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(it -> it.isAnnotationPresent(HttpMethod.class))
                .map(it -> it.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String sub(Method method) {
        return method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
    }
}
