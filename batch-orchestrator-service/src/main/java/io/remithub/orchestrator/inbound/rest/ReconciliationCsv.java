package io.remithub.orchestrator.inbound.rest;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same report as lines: a line an account, one a location, one a difference, told apart by the first column. */
final class ReconciliationCsv {

    private static final String HEAD = "line,day,tenantId,accountShortCode,subAccountShortCode,subdomain,locationId,"
            + "payments,issued,adjusted,remitted,leftOut,posted,confirmed,"
            + "paymentId,claimIndex,code,expected,actual,pending,explanation,exceptionId";
    private static final int OF_DIFFERENCES = 8;
    private static final int OF_TOTALS = 12;

    private ReconciliationCsv() {}

    static String of(ReconciliationReport report) {
        var lines = new StringBuilder(HEAD).append("\r\n");
        for (var account : report.accounts()) {
            var names = new Object[] {
                report.day(), account.tenantId(), account.accountShortCode(), account.subAccountShortCode()
            };
            lines.append(line(
                    "account",
                    names,
                    null,
                    null,
                    account.payments(),
                    account.issued(),
                    account.adjusted(),
                    account.remitted(),
                    account.leftOut(),
                    account.posted(),
                    account.confirmed(),
                    blank(OF_DIFFERENCES)));
            for (var location : account.locations()) {
                lines.append(line(
                        "location",
                        names,
                        location.subdomain(),
                        location.locationId(),
                        null,
                        null,
                        null,
                        location.remitted(),
                        location.leftOut(),
                        location.posted(),
                        location.confirmed(),
                        blank(OF_DIFFERENCES)));
            }
        }
        for (var difference : report.differences()) {
            lines.append(line(
                    "difference",
                    report.day(),
                    blank(OF_TOTALS),
                    difference.paymentId(),
                    difference.claimIndex(),
                    difference.code(),
                    difference.expected(),
                    difference.actual(),
                    difference.pending(),
                    difference.explanation(),
                    difference.exceptionId()));
        }
        return lines.toString();
    }

    private static Object[] blank(int columns) {
        return new Object[columns];
    }

    private static String line(@Nullable Object... columns) {
        return Arrays.stream(columns)
                .flatMap(column -> column instanceof Object[] several
                        ? Arrays.stream(several)
                        : Arrays.stream(new Object[] {column}))
                .map(ReconciliationCsv::quoted)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
