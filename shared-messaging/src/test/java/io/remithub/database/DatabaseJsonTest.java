package io.remithub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseJsonTest {

    private record Said(String code, @Nullable Integer claimIndex, boolean done, long amount, List<String> notes) {}

    @Test
    void a_member_that_says_nothing_is_not_written_and_read_as_it_was() {
        var nothing = new Said("posting-review", null, false, 0, List.of());

        String written = DatabaseJson.write(nothing);

        assertThat(written).isEqualTo("{\"code\":\"posting-review\",\"amount\":0,\"notes\":[]}");
        assertThat(DatabaseJson.read(written, Said.class)).isEqualTo(nothing);
    }

    @Test
    void what_a_later_version_has_added_is_passed_over() {
        var said = DatabaseJson.read(
                "{\"code\":\"x\",\"claimIndex\":1,\"done\":true,\"amount\":2,\"notes\":[\"n\"],\"later\":{\"a\":1}}",
                Said.class);

        assertThat(said).isEqualTo(new Said("x", 1, true, 2, List.of("n")));
    }
}
