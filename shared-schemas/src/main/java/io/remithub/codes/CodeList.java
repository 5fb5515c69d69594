package io.remithub.codes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A published list of codes. The lists are files of the resource folder {@code codes}, whose README says who publishes
 * each, how far ours goes, and how it is brought up to date.
 */
public enum CodeList {
    /** Claim adjustment reason codes: CAS02 of an 835. */
    CARC("carc"),
    /** Remittance advice remark codes: LQ, MIA and MOA of an 835. */
    RARC("rarc"),
    /** Claim adjustment group codes: CAS01 of an 835. */
    ADJUSTMENT_GROUP("adjustment-groups"),
    /** Claim status category codes: STC01-1 of a 277. */
    CLAIM_STATUS_CATEGORY("claim-status-categories"),
    /** Claim status codes: STC01-2 of a 277. */
    CLAIM_STATUS("claim-status");

    private final Map<String, Code> codes;

    CodeList(String file) {
        codes = Lines.of("/codes/" + file + ".csv").stream().collect(Collectors.toMap(Code::code, Function.identity()));
    }

    /** Whenever it may be used. */
    public Optional<Code> find(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** Where it may be used on that day. */
    public Optional<Code> find(String code, LocalDate day) {
        return find(code).filter(found -> found.isValid(day));
    }

    public Collection<Code> codes() {
        return codes.values();
    }

    /** The description comes last, and may hold commas. */
    private static final class Lines {

        private static final String COLUMNS = "code,from,until,description";
        private static final String COLUMNS_AND_NEEDS = "code,from,until,needs,description";

        static List<Code> of(String file) {
            try (var stream = CodeList.class.getResourceAsStream(file)) {
                if (stream == null) {
                    throw new IllegalStateException("no " + file);
                }
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
                boolean needs = hasNeeds(file, lines.getFirst());
                return lines.stream().skip(1).map(line -> code(line, needs)).toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static boolean hasNeeds(String file, String columns) {
            return switch (columns) {
                case COLUMNS -> false;
                case COLUMNS_AND_NEEDS -> true;
                default -> throw new IllegalStateException("%s has other columns".formatted(file));
            };
        }

        private static Code code(String line, boolean needs) {
            String[] cells = line.split(",", needs ? 5 : 4);
            String description = cells[cells.length - 1];
            return new Code(
                    cells[0],
                    day(cells[1]),
                    day(cells[2]),
                    needs && cells[3].equals("remark"),
                    description.isEmpty() ? null : description);
        }

        private static @Nullable LocalDate day(String cell) {
            return cell.isEmpty() ? null : LocalDate.parse(cell);
        }
    }
}
