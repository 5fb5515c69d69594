package io.remithub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class HubTestResourceTest {

    @Test
    void a_second_profile_meets_the_servers_of_the_first() throws Exception {
        var first = new HubTestResource().start();
        new HubTestResource().stop();

        var second = new HubTestResource().start();

        assertThat(second).isEqualTo(first);
        assertThat(HubTestResource.bootstrapServers()).isEqualTo(first.get("kafka.bootstrap.servers"));
        try (var connection = DriverManager.getConnection(
                second.get("quarkus.datasource.jdbc.url"),
                second.get("quarkus.datasource.username"),
                second.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
