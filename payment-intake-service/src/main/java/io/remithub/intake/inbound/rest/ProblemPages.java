package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each problem's type leads to: /problems, and /problems/ with a code. Open to everybody. */
@ApplicationScoped
class ProblemPages {

    private static final String FILE = "/META-INF/problems/problems.md";
    private static final String HEADING = "\n## ";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final String all;
    private final Map<String, String> pages;
    private final DoorRefusal unknown;

    ProblemPages(ObjectMapper json) throws IOException {
        this.all = read();
        this.pages = pages(all);
        this.unknown = DoorRefusal.of(Problems.NOT_FOUND, "No problem has this code.", json);
    }

    void register(@Observes Router router) {
        router.get("/problems").handler(routing -> answer(routing, all));
        router.get("/problems/:code").handler(routing -> answer(routing, pages.get(routing.pathParam("code"))));
    }

    private void answer(RoutingContext routing, @Nullable String page) {
        if (page == null) {
            unknown.answer(routing);
        } else {
            routing.response().putHeader("Content-Type", PLAIN).end(page);
        }
    }

    private static String read() throws IOException {
        try (var file = Objects.requireNonNull(ProblemPages.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> pages(String all) {
        var pages = new LinkedHashMap<String, String>();
        String[] sections = all.split(HEADING);
        for (int i = 1; i < sections.length; i++) {
            String code = sections[i].lines().findFirst().orElseThrow();
            pages.put(code, HEADING.strip() + " " + sections[i].strip() + "\n");
        }
        return pages;
    }
}
