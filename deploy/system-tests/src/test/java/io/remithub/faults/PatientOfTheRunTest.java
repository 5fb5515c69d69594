package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatientOfTheRunTest {

    private static final int LONGEST_REFERENCE = "Fffffff-10000-11-C".length();
    private static final int MOST_OF_A_CONTROL_NUMBER = 38;

    private final long seed = new Random().nextLong();

    @Test
    void whatever_identifies_the_patient_is_in_what_the_payer_sends_and_is_searched_for() {
        var patient = PatientOfTheRun.of(new Random(seed));
        var remittance = Remittance.random(new Random(seed), "R", Flaw.NONE, patient);

        assertThat(patient.words().keySet())
                .describedAs("seed %d", seed)
                .contains("last name", "member id", "patient control number", "claim number");
        assertThat(patient.words().values())
                .describedAs("seed %d", seed)
                .allMatch(word -> remittance.payment().toString().contains(word)
                        || remittance.registrations().toString().contains(word));
        assertThat(patient.patientControlNumber().length() + "-".length() + LONGEST_REFERENCE + "-0".length())
                .isLessThanOrEqualTo(MOST_OF_A_CONTROL_NUMBER);
    }
}
