package io.remithub.intake.domain;

import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Finding.Place;
import io.remithub.intake.domain.Remittance.ProviderAdjustment;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whom the remittance names: providers by their NPI, the payee by a TIN, too. */
final class IdentifierRules {

    /** Cards of the health industry in the United States (ISO/IEC 7812); an NPI's check digit counts it. */
    private static final String ISSUER = "80840";

    private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");
    private static final Pattern NPI = Pattern.compile("[12][0-9]{9}");

    /** Neither employers nor persons have one that begins so. */
    private static final Pattern TIN = Pattern.compile("(?!000)[0-9]{9}");

    private IdentifierRules() {}

    static void check(Remittance remittance, Consumer<Finding> found) {
        remittance.claims().forEach(claim -> {
            if (!claim.providers().stream().allMatch(IdentifierRules::isNpi)) {
                found.accept(Finding.of(Code.NPI_INVALID, new Place(claim.index(), null)));
            }
        });
        var payee = remittance.payee();
        if (!TIN.matcher(payee.taxId()).matches()) {
            found.accept(Finding.of(Code.TIN_INVALID, Place.WHOLE));
        }
        if (!Stream.concat(Stream.ofNullable(payee.npi()), adjusted(remittance)).allMatch(IdentifierRules::isNpi)) {
            found.accept(Finding.of(Code.NPI_INVALID, Place.WHOLE));
        }
    }

    /** PLB01 of a provider without an NPI is another number, of another length. */
    private static Stream<String> adjusted(Remittance remittance) {
        return remittance.providerAdjustments().stream()
                .map(ProviderAdjustment::provider)
                .filter(Objects::nonNull)
                .filter(provider -> TEN_DIGITS.matcher(provider).matches());
    }

    static boolean isNpi(String npi) {
        return NPI.matcher(npi).matches() && luhn(ISSUER + npi);
    }

    /** ISO/IEC 7812-1, annex B: from the right, every second digit counts twice, and a sum of digits at that. */
    private static boolean luhn(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int counted = place % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
