package io.remithub.schemas;

import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/** How records become the classes of this module. */
public final class AvroModel {

    private AvroModel() {}

    /**
     * Not the generated class's own model: that one looks classes up where Avro was loaded, which under a container's
     * class loaders may be elsewhere.
     */
    public static SpecificData of(Class<?> type) {
        var model = new SpecificData(type.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.DateConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return model;
    }
}
