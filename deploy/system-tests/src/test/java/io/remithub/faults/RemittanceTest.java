package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Book;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class RemittanceTest {

    @RepeatedTest(5)
    void what_is_registered_late_is_due_in_the_one_name_that_it_has_then(RepetitionInfo seed) {
        var remittance = random(seed, Flaw.REGISTERED_LATE);

        assertThat(remittance.later()).hasSize(1);
        assertThat(remittance.claims()).hasSize(remittance.due().claims().size() - 1);
        assertThat(remittance.due().claims())
                .allSatisfy(it ->
                        assertThat(it.whose(Book.HEALTH_RECORD)).hasSize(1).doesNotContain("nobody"));
    }

    @RepeatedTest(5)
    void what_is_registered_anew_is_the_same_claim_of_another_patient_elsewhere(RepetitionInfo seed) {
        var remittance = random(seed, Flaw.REGISTERED_ANEW);

        assertThat(remittance.later())
                .extracting(it -> it.path("patientControlNumber"))
                .containsExactlyElementsOf(remittance.claims().stream()
                        .map(it -> it.path("patientControlNumber"))
                        .toList());
        assertThat(remittance.due().claims())
                .allSatisfy(it -> assertThat(it.whose(Book.HEALTH_RECORD)).hasSize(2))
                .allSatisfy(it -> assertThat(it.whose(Book.BILLING)).hasSize(2));
    }

    private static Remittance random(RepetitionInfo seed, Flaw flaw) {
        var random = new Random(seed.getCurrentRepetition());
        return Remittance.random(random, "R", flaw, PatientOfTheRun.of(random));
    }
}
