package io.remithub.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class TopicTest {

    /** What identifies a patient, by the names that the field has for it: allowed inside sealed parts only. */
    private static final Pattern IDENTIFYING = Pattern.compile(
            "(?i).*(firstName|lastName|patientName|birth|dob|member|subscriber|controlNumber|taxId|ssn|phone|email|address).*");

    @Test
    void every_topic_is_named_context_stream_version() {
        assertThat(Topic.values())
                .allSatisfy(topic -> assertThat(topic.topicName()).matches("([a-z]+\\.)?[a-z-]+\\.v1"));
    }

    @Test
    void a_topic_is_found_by_its_name_and_an_unknown_one_is_refused() {
        assertThat(Topic.named("ehr.postings.v1")).isEqualTo(Topic.EHR_POSTINGS);
        assertThatThrownBy(() -> Topic.named("ehr.postings.v2")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_event_travels_on_one_topic_only() {
        var all = Arrays.stream(Topic.values())
                .flatMap(topic -> topic.events().stream())
                .toList();

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void no_clear_field_of_any_stream_identifies_a_patient() {
        for (Topic topic : Topic.values()) {
            for (var event : topic.events()) {
                walk(SpecificData.get().getSchema(event), topic.topicName(), new HashSet<>());
            }
        }
    }

    @Test
    void every_exception_code_says_what_unblocks_it() {
        assertThat(ExceptionCode.values()).allSatisfy(code -> {
            assertThat(code.nextAction()).hasSizeGreaterThan(20).endsWith(".");
            assertThat(ExceptionCode.of(code.wire())).isEqualTo(code);
            assertThat(code.wire()).matches("[a-z-]+");
        });
    }

    private static void walk(Schema schema, String where, Set<Schema> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema)) {
                    schema.getFields().forEach(field -> {
                        if (field.schema().getType() != Schema.Type.BYTES) {
                            assertThat(field.name())
                                    .as("%s of %s on %s", field.name(), schema.getName(), where)
                                    .doesNotMatch(IDENTIFYING);
                        }
                        walk(field.schema(), where, seen);
                    });
                }
            }
            case ARRAY -> walk(schema.getElementType(), where, seen);
            case MAP -> walk(schema.getValueType(), where, seen);
            case UNION -> schema.getTypes().forEach(type -> walk(type, where, seen));
            default -> {
                // a value
            }
        }
    }
}
