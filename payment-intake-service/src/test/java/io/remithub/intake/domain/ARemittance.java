package io.remithub.intake.domain;

import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.intake.domain.Remittance.Line;
import io.remithub.intake.domain.Remittance.Procedure;
import io.remithub.intake.domain.Remittance.ProviderAdjustment;
import io.remithub.intake.domain.Remittance.Remark;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remittances that say only what a test is about. */
final class ARemittance {

    private static final String PAYEE = "786532990";

    private ARemittance() {}

    static Remittance payment(String amount, String adjusted, AClaim... claims) {
        return payment(
                usd(amount), null, List.of(claims).stream().map(AClaim::build).toList(), usd(adjusted));
    }

    static Remittance paidOn(LocalDate day, AClaim claim) {
        return payment(usd("0"), day, List.of(claim.build()), usd("0"));
    }

    static Remittance payment(Money amount, @Nullable LocalDate day, List<Claim> claims, Money... adjusted) {
        return new Remittance(
                "R",
                null,
                day,
                null,
                amount,
                null,
                new Remittance.Payee(PAYEE, null),
                claims.size(),
                claims,
                List.of(),
                List.of(adjusted).stream()
                        .map(it -> new ProviderAdjustment(null, "FB", null, it))
                        .toList());
    }

    /** Whom it pays, and whose payments it adjusts. */
    static Remittance named(String taxId, @Nullable String npi, @Nullable String adjusted, AClaim... claims) {
        return new Remittance(
                "R",
                null,
                null,
                null,
                Money.ZERO,
                null,
                new Remittance.Payee(taxId, npi),
                claims.length,
                List.of(claims).stream().map(AClaim::build).toList(),
                List.of(),
                List.of(new ProviderAdjustment(adjusted, "FB", null, Money.ZERO)));
    }

    static AClaim claim(int index, String charge, String paid, String share) {
        return new AClaim(
                index, "1", usd(charge), usd(paid), usd(share), null, List.of(), List.of(), List.of(), List.of());
    }

    static AClaim zero() {
        return claim(0, "0", "0", "0");
    }

    static Line line(String charge, String paid, Adjustment... adjustments) {
        return line(usd(charge), usd(paid), List.of(adjustments));
    }

    static Line line(Money charge, Money paid, List<Adjustment> adjustments) {
        return new Line("1", null, charge, paid, adjustments, List.of(), null, List.of());
    }

    /** A line whose figures are nothing. */
    static Line coded(
            List<Adjustment> adjustments, List<Procedure> procedures, @Nullable String revenue, Remark... it) {
        return new Line("1", null, Money.ZERO, Money.ZERO, adjustments, procedures, revenue, List.of(it));
    }

    static Adjustment cas(String group, String amount) {
        return new Adjustment(group, "45", usd(amount));
    }

    static Adjustment reason(String group, String reason) {
        return new Adjustment(group, reason, Money.ZERO);
    }

    static Remark remark(String code) {
        return new Remark(Remark.HEALTH_CARE, code);
    }

    static Money usd(String dollars) {
        return Money.of(new BigDecimal(dollars));
    }

    record AClaim(
            int index,
            String status,
            Money charge,
            Money paid,
            Money share,
            @Nullable LocalDate served,
            List<String> providers,
            List<Adjustment> adjustments,
            List<Remark> remarks,
            List<Line> lines) {

        AClaim with(Adjustment adjustment) {
            return new AClaim(
                    index, status, charge, paid, share, served, providers, List.of(adjustment), remarks, lines);
        }

        AClaim with(Remark... codes) {
            return new AClaim(
                    index, status, charge, paid, share, served, providers, adjustments, List.of(codes), lines);
        }

        AClaim with(Line line) {
            var all = new ArrayList<>(lines);
            all.add(line);
            return new AClaim(index, status, charge, paid, share, served, providers, adjustments, remarks, all);
        }

        AClaim servedOn(LocalDate day) {
            return new AClaim(index, status, charge, paid, share, day, providers, adjustments, remarks, lines);
        }

        AClaim renderedBy(String npi) {
            return new AClaim(index, status, charge, paid, share, served, List.of(npi), adjustments, remarks, lines);
        }

        AClaim reversing() {
            return new AClaim(index, "22", charge, paid, share, served, providers, adjustments, remarks, lines);
        }

        Claim build() {
            return new Claim(
                    index,
                    "PCN",
                    null,
                    new Remittance.Patient(null, null, null),
                    status,
                    charge,
                    paid,
                    share,
                    served,
                    providers,
                    adjustments,
                    remarks,
                    lines);
        }
    }
}
