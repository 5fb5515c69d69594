package io.remithub.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Who exists nowhere else: whatever of this person is found in clear was leaked there. */
record PatientOfTheRun(
        String firstName,
        String lastName,
        String memberId,
        String birthDate,
        String patientControlNumber,
        String claimControlNumber) {

    static PatientOfTheRun of(RandomGenerator random) {
        return new PatientOfTheRun(
                letters(random),
                letters(random),
                "M" + random.nextLong(1_000_000_000L, 10_000_000_000L),
                "19%02d-%02d-%02d".formatted(random.nextInt(2, 10), random.nextInt(1, 13), random.nextInt(1, 29)),
                letters(random),
                letters(random));
    }

    /** The practice's number of a claim, and the payer's: each begins with what is found nowhere else. */
    void numbers(ObjectNode claim, String reference, int index) {
        claim.put("patientControlNumber", "%s-%s-%d".formatted(patientControlNumber, reference, index));
        claim.put("payerClaimControlNumber", "%s-%s-%d".formatted(claimControlNumber, reference, index));
    }

    void isIn(ObjectNode claim, ObjectNode registration) {
        ((ObjectNode) claim.path("involvedEntitiesInfo").get(0))
                .put("lastName", lastName)
                .put("firstName", firstName)
                .put("entityIdentifier", memberId);
        ((ObjectNode) registration.path("patient"))
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("birthDate", birthDate);
        ((ObjectNode) registration.path("subscriber"))
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("birthDate", birthDate)
                .put("memberId", memberId);
    }

    Map<String, String> words() {
        return Map.of(
                "first name", firstName,
                "last name", lastName,
                "member id", memberId,
                "birth date", birthDate,
                "patient control number", patientControlNumber,
                "claim number", claimControlNumber);
    }

    private static String letters(RandomGenerator random) {
        var word = new StringBuilder("Q");
        for (int letter = 0; letter < 11; letter++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
