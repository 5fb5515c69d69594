package io.remithub.intake.domain;

import io.remithub.codes.CodeList;
import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Finding.Place;
import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.intake.domain.Remittance.Line;
import io.remithub.intake.domain.Remittance.Procedure;
import io.remithub.intake.domain.Remittance.Remark;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Codes against the published lists, as they stood on the payment's date, or else on the date of service; where there is
 * neither, only whether they are on the list. At one place, each kind of finding is told once.
 */
final class CodeRules {

    /** Its message is derived from an earlier one, whose codes it repeats. */
    private static final String REVERSAL = "22";

    private static final Pattern REVENUE = Pattern.compile("[0-9]{3,4}");
    private static final Pattern DENTAL = Pattern.compile("D[0-9]{4}");
    private static final Pattern HCPCS = Pattern.compile("[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}");

    private CodeRules() {}

    static void check(Remittance remittance, Consumer<Finding> found) {
        for (var claim : remittance.claims()) {
            var lists = new Lists(
                    Optional.ofNullable(remittance.paymentDate()).orElse(claim.serviceDate()),
                    claim.statusCode().equals(REVERSAL));
            for (int line = 0; line < claim.lines().size(); line++) {
                var place = new Place(claim.index(), line);
                line(claim, claim.lines().get(line), lists)
                        .distinct()
                        .forEach(code -> found.accept(Finding.of(code, place)));
            }
            claim(claim, lists)
                    .distinct()
                    .forEach(code -> found.accept(Finding.of(code, new Place(claim.index(), null))));
        }
    }

    private static Stream<Code> line(Claim claim, Line line, Lists lists) {
        boolean remarked = !line.remarks().isEmpty() || !claim.remarks().isEmpty();
        return concat(
                line.procedures().stream().filter(it -> !fits(it)).map(_ -> Code.PROCEDURE_CODE_INVALID),
                Stream.ofNullable(line.revenueCode())
                        .filter(code -> !REVENUE.matcher(code).matches())
                        .map(_ -> Code.REVENUE_CODE_INVALID),
                lists.adjustments(line.adjustments(), remarked),
                lists.remarks(line.remarks()));
    }

    private static Stream<Code> claim(Claim claim, Lists lists) {
        return concat(
                lists.adjustments(claim.adjustments(), !claim.remarks().isEmpty()), lists.remarks(claim.remarks()));
    }

    /** Of sets that are not known here, every code fits. */
    private static boolean fits(Procedure procedure) {
        return switch (procedure.qualifier()) {
            case "AD" -> DENTAL.matcher(procedure.code()).matches();
            case "HC" -> HCPCS.matcher(procedure.code()).matches();
            case "NU" -> REVENUE.matcher(procedure.code()).matches();
            default -> true;
        };
    }

    @SafeVarargs
    private static Stream<Code> concat(Stream<Code>... codes) {
        return Stream.of(codes).flatMap(it -> it);
    }

    /** The lists as they stood on a day. */
    private record Lists(@Nullable LocalDate day, boolean reversal) {

        Stream<Code> adjustments(Collection<Adjustment> adjustments, boolean remarked) {
            return adjustments.stream()
                    .flatMap(adjustment -> concat(
                            of(CodeList.ADJUSTMENT_GROUP, adjustment.groupCode(), Says.OF_GROUPS),
                            of(CodeList.CARC, adjustment.reasonCode(), Says.OF_REASONS),
                            remark(adjustment, remarked)));
        }

        Stream<Code> remarks(Collection<Remark> remarks) {
            return remarks.stream()
                    .filter(remark -> remark.qualifier().equals(Remark.HEALTH_CARE))
                    .flatMap(remark -> of(CodeList.RARC, remark.code(), Says.OF_REMARKS));
        }

        private static Stream<Code> remark(Adjustment adjustment, boolean remarked) {
            return CodeList.CARC.find(adjustment.reasonCode()).stream()
                    .filter(reason -> reason.needsRemark() && !remarked)
                    .map(_ -> Code.REMARK_CODE_MISSING);
        }

        private Stream<Code> of(CodeList list, String code, Says says) {
            var known = list.find(code);
            if (known.isEmpty()) {
                return Stream.of(says.unknown());
            }
            if (day == null || known.get().isValid(day)) {
                return Stream.empty();
            }
            if (!known.get().hasBegun(day)) {
                return Stream.of(says.notYet());
            }
            return reversal ? Stream.empty() : Stream.of(says.noLonger());
        }
    }

    /** What is said of a code of one list. */
    private record Says(Code unknown, Code notYet, Code noLonger) {

        static final Says OF_GROUPS =
                new Says(Code.GROUP_CODE_UNKNOWN, Code.GROUP_CODE_NOT_YET_VALID, Code.GROUP_CODE_NO_LONGER_VALID);
        static final Says OF_REASONS =
                new Says(Code.REASON_CODE_UNKNOWN, Code.REASON_CODE_NOT_YET_VALID, Code.REASON_CODE_NO_LONGER_VALID);
        static final Says OF_REMARKS =
                new Says(Code.REMARK_CODE_UNKNOWN, Code.REMARK_CODE_NOT_YET_VALID, Code.REMARK_CODE_NO_LONGER_VALID);
    }
}
