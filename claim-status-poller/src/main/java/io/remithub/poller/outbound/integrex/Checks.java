package io.remithub.poller.outbound.integrex;

import io.remithub.poller.domain.ClaimStatus.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What a claim was paid by, each check out of the rows that bear its number: one that is cashed says nothing of another. */
final class Checks {

    private Checks() {}

    static List<Check> of(List<Row> rows) {
        var byNumber = new LinkedHashMap<String, List<Row>>();
        for (Row row : rows) {
            String number = row.text("checkNumber");
            if (number != null) {
                byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(row);
            }
        }
        // Lines may leave out the number of the claim's only check.
        return byNumber.size() < 2
                ? List.of(check(rows))
                : byNumber.values().stream().map(Checks::check).toList();
    }

    private static Check check(List<Row> rows) {
        return new Check(
                Row.first(rows, row -> row.text("checkNumber")),
                Row.first(rows, row -> row.date("checkDate")),
                Row.first(rows, row -> row.text("checkStatus")),
                Row.first(rows, row -> row.date("dateCheckCashed")),
                rows.stream().allMatch(Row::isElectronic));
    }
}
