package io.remithub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.events.postings.PostingOutcome;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    static Stream<Class<? extends SpecificRecord>> everything_that_travels() {
        return Stream.concat(
                Arrays.stream(Topic.values()).flatMap(topic -> topic.events().stream()),
                Stream.of(ClaimRegistration.class, ClaimPart.class));
    }

    @ParameterizedTest
    @MethodSource
    void everything_that_travels(Class<? extends SpecificRecord> event) {
        SpecificRecord example = Examples.of(event);

        assertThat(example).isInstanceOf(event);
        assertThat(Examples.unwritten(example)).isEmpty();
    }

    @Test
    void what_a_producer_leaves_out_is_told_by_its_path() {
        var thin = PostingOutcome.newBuilder(Examples.of(PostingOutcome.class))
                .setReasonCode(null)
                .build();

        assertThat(Examples.unwritten(thin)).containsExactly("reasonCode");
    }
}
