package io.remithub.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A variable as the README's table has it, once for each service that it is of. */
record Documented(String variable, String of, Optional<String> byDefault) {

    /** Comes out of a Secret, never out of a ConfigMap. */
    private static final Pattern SECRET = Pattern.compile(".*_(KEY|KEYSET|SECRET|PASSWORD|USER|CLIENT_ID)");

    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`(?: \\(([^) ]+)\\))?");

    static List<Documented> all() {
        String readme = HubService.text(HubService.ROOT.resolve("README.md"));
        String section = readme.split("\n## Configuration\n", 2)[1].split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(Documented::row)
                .toList();
    }

    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }

    boolean isOf(HubService service) {
        return of.equals("all") || of.equals(service.shortName());
    }

    private static Stream<Documented> row(String line) {
        String[] cells = line.split("\\|");
        return Stream.of(cells[2].split(",")).map(String::strip).flatMap(of -> NAME.matcher(cells[1])
                .results()
                .map(name -> new Documented(
                        name.group(1), of, Optional.ofNullable(name.group(2)).filter(text -> !text.equals("none")))));
    }
}
