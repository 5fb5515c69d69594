package io.remithub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredRowsTest {

    @Test
    void aCopyHasANumberOfItsOwnAndAllElseAsItWasStored() {
        var rows = new StoredRows(
                "claim",
                List.of("id", "note", "closed_at"),
                List.of("text", "text", "timestamptz"),
                List.of(Arrays.asList("of " + StoredRows.NUMBER + "3", "O'Hara", null)));

        assertThat(rows.as("bare_claim").insert(":n"))
                .isEqualTo("insert into bare_claim (id, note, closed_at)"
                        + " values ('of ' || lpad((:n)::text, 31, '0') || '3', 'O''Hara', null)");
    }
}
