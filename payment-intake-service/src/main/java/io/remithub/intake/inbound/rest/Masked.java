package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.intake.inbound.rest.body.Identifying;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A body without what identifies a patient: figures and codes stay. The record that describes the body says what
 * identifies; a member that it does not know may, so it is masked as well.
 */
final class Masked {

    private static final String MASK = "***";

    private static final ClassValue<Map<String, RecordComponent>> MEMBERS = new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> body) {
            return Arrays.stream(body.getRecordComponents())
                    .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        }
    };

    private Masked() {}

    static JsonNode of(JsonNode value, Type type) {
        if (value instanceof ArrayNode elements) {
            var masked = JsonNodeFactory.instance.arrayNode(elements.size());
            elements.forEach(element -> masked.add(of(element, elementOf(type))));
            return masked;
        }
        if (value instanceof ObjectNode members && elementOf(type) instanceof Class<?> body && body.isRecord()) {
            return members(members, body);
        }
        return value;
    }

    private static JsonNode members(ObjectNode members, Class<?> body) {
        var masked = JsonNodeFactory.instance.objectNode();
        members.properties()
                .forEach(member -> masked.set(
                        member.getKey(),
                        member(member.getValue(), MEMBERS.get(body).get(member.getKey()))));
        return masked;
    }

    private static JsonNode member(JsonNode value, @Nullable RecordComponent known) {
        if (known == null) {
            return hidden(value, 0);
        }
        Identifying identifying = known.getAnnotation(Identifying.class);
        return identifying == null ? of(value, known.getGenericType()) : hidden(value, identifying.last());
    }

    private static JsonNode hidden(JsonNode value, int last) {
        if (value.isNull()) {
            return value;
        }
        String text = value.isTextual() ? value.textValue() : "";
        boolean longEnough = last > 0 && text.length() >= 2 * last;
        return JsonNodeFactory.instance.textNode(longEnough ? MASK + text.substring(text.length() - last) : MASK);
    }

    // Where the contract takes an object or an array, the record has a list.
    private static Type elementOf(Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    }
}
