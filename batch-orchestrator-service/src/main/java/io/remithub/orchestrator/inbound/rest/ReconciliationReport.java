package io.remithub.orchestrator.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.orchestrator.application.Reconcile.Report;
import io.remithub.orchestrator.domain.Reconciliation;
import io.remithub.orchestrator.domain.Reconciliation.Key;
import io.remithub.orchestrator.domain.Reconciliation.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A day's money from payer to ledger, in dollars. Issued and provider-level adjustments make what is remitted; what is
 * remitted, less what the practice enters itself, is posted; what is posted is confirmed.
 *
 * @param breaks how many differences nobody works off by themselves
 * @param pending how many are under way
 */
record ReconciliationReport(
        LocalDate day,
        @Nullable Run lastRun,
        long breaks,
        long pending,
        List<Account> accounts,
        List<Difference> differences) {

    /** @param by an operator, or {@code night} */
    record Run(Instant at, String by, long breaks) {}

    record Account(
            String tenantId,
            @Nullable String accountShortCode,
            @Nullable String subAccountShortCode,
            long payments,
            BigDecimal issued,
            BigDecimal adjusted,
            BigDecimal remitted,
            BigDecimal leftOut,
            BigDecimal posted,
            BigDecimal confirmed,
            List<Location> locations) {}

    /** @param locationId null: of claims that have not come as far */
    record Location(
            @Nullable String subdomain,
            @Nullable String locationId,
            BigDecimal remitted,
            BigDecimal leftOut,
            BigDecimal posted,
            BigDecimal confirmed) {}

    /** @param exceptionId where it is worked on */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            String paymentId,
            @Nullable Integer claimIndex,
            String code,
            BigDecimal expected,
            BigDecimal actual,
            boolean pending,
            String explanation,
            @Nullable String exceptionId) {}

    static ReconciliationReport of(Report report) {
        var found = report.reconciliation();
        var last = report.lastRun();
        return new ReconciliationReport(
                report.day(),
                last == null ? null : new Run(last.at(), last.by(), last.breaks()),
                found.breaks(),
                found.pending(),
                found.accounts().entrySet().stream()
                        .map(account ->
                                account(account.getKey(), account.getValue(), found.locations(account.getKey())))
                        .toList(),
                found.differences().stream()
                        .map(ReconciliationReport::difference)
                        .toList());
    }

    private static Account account(Key key, Totals totals, Map<Key, Totals> locations) {
        return new Account(
                key.tenantId(),
                key.account(),
                key.subAccount(),
                totals.payments(),
                dollars(totals.issued()),
                dollars(totals.adjusted()),
                dollars(totals.remitted()),
                dollars(totals.leftOut()),
                dollars(totals.posted()),
                dollars(totals.confirmed()),
                locations.entrySet().stream()
                        .map(location -> location(location.getKey(), location.getValue()))
                        .toList());
    }

    private static Location location(Key key, Totals totals) {
        return new Location(
                key.subdomain(),
                key.locationId(),
                dollars(totals.remitted()),
                dollars(totals.leftOut()),
                dollars(totals.posted()),
                dollars(totals.confirmed()));
    }

    private static Difference difference(Reconciliation.Difference found) {
        return new Difference(
                found.paymentId(),
                found.claimIndex(),
                found.code(),
                dollars(found.expected()),
                dollars(found.actual()),
                found.pending(),
                found.explanation(),
                found.exceptionId());
    }

    private static BigDecimal dollars(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
