package io.remithub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What other teams read is what travels. Each run leaves the true document in {@code target/asyncapi.yaml}. */
class AsyncApiTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    @Test
    void asyncapi_yaml_is_what_catalogue_and_schemas_say() throws IOException {
        YAML.writeValue(Path.of("target", "asyncapi.yaml").toFile(), AsyncApi.document());

        assertThat(YAML.readTree(Path.of("asyncapi.yaml").toFile()))
                .isEqualTo(YAML.readTree(Path.of("target", "asyncapi.yaml").toFile()));
    }
}
