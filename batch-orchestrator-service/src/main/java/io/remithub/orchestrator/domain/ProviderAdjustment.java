package io.remithub.orchestrator.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the remittance settles with the payee beside its claims (X12 835 PLB).
 *
 * @param amount cents; positive decreases the payment
 * @param identifierKey links what one remittance carries forward to what a later one takes back
 */
public record ProviderAdjustment(
        String reasonCode, long amount, @Nullable String identifierKey) {

    /** A forwarded balance and a recovered overpayment. */
    private static final Set<String> CARRIED = Set.of("FB", "WO");

    boolean isCarried() {
        return CARRIED.contains(reasonCode);
    }
}
