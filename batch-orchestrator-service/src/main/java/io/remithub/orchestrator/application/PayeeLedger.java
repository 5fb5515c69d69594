package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Takeback;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What remittances carried over for each payee: forwarded balances, recovered overpayments. */
public interface PayeeLedger {

    record Line(long id, Instant at, Takeback booked) {}

    /** What is still open of one identifier under one reason, cents; null: of all that came without one. */
    record Carried(String reasonCode, @Nullable String identifierKey, long amount) {}

    /** In the order of booking. */
    List<Line> lines(String payeeKey, long after, int limit);

    /** What does not net to nothing, oldest first. */
    List<Carried> carried(String payeeKey, int limit);
}
