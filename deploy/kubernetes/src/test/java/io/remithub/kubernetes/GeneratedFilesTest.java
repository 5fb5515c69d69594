package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedFilesTest {

    @Test
    void there_is_a_topic_for_each_of_the_catalogue() throws IOException {
        assertSame(Path.of("components/strimzi/topics.yaml"), KafkaFiles.topics());
    }

    @Test
    void each_service_may_read_and_write_exactly_its_topics() throws IOException {
        assertSame(Path.of("components/strimzi/users.yaml"), KafkaFiles.users());
    }

    @Test
    void each_service_gets_exactly_the_secrets_that_it_requires() throws IOException {
        assertSame(Path.of("components/external-secrets/services.yaml"), SecretFiles.services());
    }

    @Test
    void what_all_services_share_is_what_is_documented_of_all() throws IOException {
        assertSame(Path.of("base/hub.env"), ConfigFiles.shared());
    }

    @ParameterizedTest
    @EnumSource
    void a_config_map_says_what_is_documented_of_its_service(HubService service) throws IOException {
        assertSame(Path.of("base", service.module(), "config.env"), ConfigFiles.of(service));
    }

    private static void assertSame(Path file, String generated) throws IOException {
        Path target = Path.of("target/generated").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, generated);
        assertThat(file)
                .as(
                        "the code says otherwise; after a look: cp -r deploy/kubernetes/target/generated/. deploy/kubernetes/")
                .content()
                .isEqualTo(generated);
    }
}
