package io.remithub.kubernetes;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is applied to a cluster. Each is rendered once. */
enum Overlay {
    DEMO,
    PRODUCTION;

    private static final Map<Overlay, Manifests> RENDERED = new EnumMap<>(Overlay.class);

    Manifests manifests() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, overlay -> Kustomize.render(overlay.directory()));
        }
    }

    Path directory() {
        return Path.of("overlays", name().toLowerCase(Locale.ROOT));
    }
}
