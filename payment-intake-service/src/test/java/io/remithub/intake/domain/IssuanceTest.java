package io.remithub.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuanceTest {

    private static final Money AMOUNT = new Money(175_498);
    private static final Set<String> THE_NINE = Set.of(
            "Loading",
            "DocumentsGenerating",
            "RemittanceRequested",
            "DocumentsDistributing",
            "DistributionAssigned",
            "Completed",
            "Requested",
            "Sent",
            "Reissuing");

    @ParameterizedTest
    @CsvSource({
        "Created, 0",
        "Created, 1",
        "Held, 0",
        "Held, 1",
        "Loading, 0",
        "Loading, 1",
        "DocumentsGenerating, 0",
        "DocumentsGenerating, 1",
        "RemittanceRequested, 0",
        "RemittanceRequested, 1",
        "DocumentsDistributing, 0",
        "DocumentsDistributing, 1",
        "DistributionAssigned, 0",
        "DistributionAssigned, 1",
        "Requested, 0",
        "Requested, 1",
        "Sent, 0",
        "Sent, 1",
        "Completed, 0",
        "Completed, 1",
        "Voided, 0",
        "Voided, 1",
        "Reissuing, 0",
        "Reissuing, 1",
        "Cancelled, 0",
        "Cancelled, 1",
        "Failed, 0",
        "Failed, 1"
    })
    void of_every_status_with_and_without_balance_exactly_the_nine_with_balance_void(String status, long cents) {
        var issuance = new Issuance(1, status, new Money(cents));

        var decision = issuance.voiding();

        if (!THE_NINE.contains(status)) {
            assertThat(decision).isEqualTo(Decision.refused(new Rejection.NotVoidable(status)));
        } else if (cents == 0) {
            assertThat(decision).isEqualTo(Decision.refused(new Rejection.NoAvailableBalance()));
        } else {
            assertThat(decision).isEqualTo(Decision.TAKEN);
        }
        assertThat(issuance.settling().isTaken()).isEqualTo(decision.isTaken());
        assertThat(issuance.reissuing().isTaken()).isEqualTo(status.equals("Voided"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sent", "Reissuing"})
    void a_void_leaves_nothing_a_reissue_starts_the_next_number_with_all_of_it(String status) {
        var voided = new Issuance(2, status, AMOUNT).voided();

        assertThat(voided).isEqualTo(new Issuance(2, "Voided", Money.ZERO));
        assertThat(voided.voiding().isTaken()).isFalse();
        assertThat(voided.reissued(AMOUNT)).isEqualTo(new Issuance(3, "Reissuing", AMOUNT));
        assertThat(voided.reissued(AMOUNT).reissuing().isTaken()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Loading", "Completed"})
    void a_payment_settles_once_and_can_not_be_voided_after(String status) {
        var settled = new Issuance(1, status, AMOUNT).settled();

        assertThat(settled).isEqualTo(new Issuance(1, status, Money.ZERO));
        assertThat(settled.settling()).isEqualTo(Decision.refused(new Rejection.AlreadySettled()));
        assertThat(settled.voiding()).isEqualTo(Decision.refused(new Rejection.NoAvailableBalance()));
    }
}
