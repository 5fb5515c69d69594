package io.remithub.poller.outbound.integrex;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.remithub.poller.domain.ClaimStatus;
import io.remithub.poller.domain.ClaimStatus.Amounts;
import io.remithub.poller.domain.ClaimStatus.Line;
import io.remithub.poller.domain.ClaimStatus.Reasoning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of claim-info: an object, an array, or either under {@code data} or {@code results}; of a claim, one row a
 * service line (C2). What does not make sense is passed over, never a reason to fail.
 */
final class ClaimInfoAnswer {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> REASON_KINDS = List.of("INTERNAL", "RARC", "CARC");
    private static final int MOST_ROWS = 1_000;
    private static final int LONGEST_ID = 200;

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
    }

    private final List<Row> rows;

    private ClaimInfoAnswer(List<Row> rows) {
        this.rows = rows;
    }

    static ClaimInfoAnswer read(byte[] body) {
        var rows = new ArrayList<Row>();
        try {
            collect(JSON.readTree(body), rows);
        } catch (IOException | NumberFormatException unreadable) {
            rows.clear();
        }
        return new ClaimInfoAnswer(rows);
    }

    private static void collect(@Nullable JsonNode node, List<Row> rows) {
        if (node == null || rows.size() >= MOST_ROWS) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, rows));
        } else if (node.isObject()) {
            var wrapped = node.path("data").isContainerNode() ? node.path("data") : node.path("results");
            if (wrapped.isContainerNode()) {
                collect(wrapped, rows);
            } else {
                rows.add(new Row(node));
            }
        }
    }

    /** Of a POST. */
    Optional<String> ticketId() {
        return rows.stream()
                .map(row -> row.text("id"))
                .filter(Objects::nonNull)
                .filter(id -> id.length() <= LONGEST_ID)
                .findFirst();
    }

    /** @param chargeAmount what the claim was billed: tells whether amounts are of the claim or of its lines */
    Optional<ClaimStatus> status(long chargeAmount) {
        var told = rows.stream().filter(row -> row.category() != null).toList();
        return told.stream()
                .reduce((one, other) -> other.meaning().outweighs(one.meaning()) ? other : one)
                .map(leading -> claim(leading, told, chargeAmount));
    }

    /**
     * The contract does not say whether {@code chargeAmt} and {@code paymentAmt} are the claim's or its lines': charges are
     * the lines' where they differ, or add up to what was billed; payments where they differ, or the charges are.
     */
    private static ClaimStatus claim(Row leading, List<Row> rows, long chargeAmount) {
        boolean chargedByLine = differ(rows, Row::charge) || Objects.equals(sum(rows, Row::charge), chargeAmount);
        boolean paidByLine = differ(rows, Row::paid) || chargedByLine;
        return new ClaimStatus(
                Objects.requireNonNull(leading.category()),
                leading.status(),
                new Amounts(
                        chargedByLine ? sum(rows, Row::charge) : Row.first(rows, Row::charge),
                        paidByLine ? sum(rows, Row::paid) : Row.first(rows, Row::paid),
                        sum(rows, Row::allowed),
                        sum(rows, Row::patient)),
                Checks.of(rows),
                Row.first(rows, row -> row.date("adjudicationDate")),
                Row.first(rows, Row::authorizationCaseId),
                reasons(rows),
                rows.stream().map(ClaimInfoAnswer::line).toList());
    }

    private static boolean differ(List<Row> rows, Function<Row, @Nullable Long> amount) {
        return rows.stream()
                        .map(row -> Optional.ofNullable(amount.apply(row)))
                        .distinct()
                        .count()
                > 1;
    }

    private static @Nullable Long sum(List<Row> rows, Function<Row, @Nullable Long> amount) {
        long[] amounts = rows.stream()
                .map(row -> Optional.ofNullable(amount.apply(row)))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .toArray();
        return amounts.length == 0 ? null : LongStream.of(amounts).sum();
    }

    private static List<Reasoning> reasons(List<Row> rows) {
        var reasons = new LinkedHashSet<Reasoning>();
        for (Row row : rows) {
            for (int place = 1; place <= REASON_KINDS.size(); place++) {
                String code = row.reason(place);
                if (code != null) {
                    reasons.add(new Reasoning(REASON_KINDS.get(place - 1), code));
                }
            }
        }
        return List.copyOf(reasons);
    }

    private static Line line(Row row) {
        return new Line(
                row.line(),
                row.text("procedureCd"),
                Objects.requireNonNull(row.category()),
                new Amounts(row.charge(), row.paid(), row.allowed(), row.patient()));
    }
}
