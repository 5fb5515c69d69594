package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.remithub.intake.inbound.rest.body.ClaimBody;
import io.remithub.intake.inbound.rest.body.ServiceLineBody;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Where requests are read more widely than their types say: as the payer's guide writes them. */
final class RequestSchemas {

    private static final List<Class<? extends Record>> BODIES = List.of(ClaimBody.class, ServiceLineBody.class);

    private RequestSchemas() {}

    static void widen(Map<String, Schema> schemas) {
        find(schemas, "Money").addType(SchemaType.STRING);
        property(find(schemas, "ClaimPayment"), "statusCode").addType(SchemaType.INTEGER);
        for (var body : BODIES) {
            lists(body).forEach(list -> {
                Schema schema = find(schemas, body.getSimpleName());
                var properties = new TreeMap<>(schema.getProperties());
                Schema items = property(schema, list);
                properties.put(list, OASFactory.createSchema().addAnyOf(items).addAnyOf(items.getItems()));
                schema.setProperties(properties);
            });
        }
    }

    /** Lists of which the one element may stand alone. */
    private static Stream<String> lists(Class<? extends Record> body) {
        return Arrays.stream(body.getRecordComponents())
                .filter(component -> component.getAccessor().isAnnotationPresent(JsonFormat.class))
                .map(RecordComponent::getName);
    }

    private static Schema property(Schema schema, String name) {
        return find(schema.getProperties(), name);
    }

    private static Schema find(Map<String, Schema> schemas, String name) {
        Schema schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalStateException("no schema " + name);
        }
        return schema;
    }
}
