package io.remithub.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands on the base: libraries, the service's own classes, and, if there is one, the cache of both. */
record Image(Application application, String title, Source source) {

    /** Nobody on the host, and no root: files belong to root, so that not even its own are open to it. */
    static final String USER = "10001:10001";

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9000;

    /**
     * @param work where what belongs to it alone is written
     * @param cache of this application's classes on this base
     */
    JibContainerBuilder on(Base base, Path work, Optional<Path> cache) throws IOException {
        var builder = base.builder()
                .addFileEntriesLayer(layer("libraries", application.libraries()))
                .addFileEntriesLayer(layer("application", application.own()).toBuilder()
                        .addEntry(classPath(work), AbsoluteUnixPath.get(Application.CLASS_PATH))
                        .build());
        if (cache.isPresent()) {
            builder.addFileEntriesLayer(FileEntriesLayer.builder()
                    .setName("class cache")
                    .addEntry(cache.get(), AbsoluteUnixPath.get(Application.CACHE))
                    .build());
        }
        Map.of("HTTP_PORT", HTTP, "MANAGEMENT_PORT", MANAGEMENT, "MALLOC_ARENA_MAX", 2)
                .forEach((name, value) -> builder.addEnvironmentVariable(name, value.toString()));
        return builder.setLabels(source.labels(application.name(), title, base.name()))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(source.committed())
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                .setExposedPorts(Port.tcp(HTTP), Port.tcp(MANAGEMENT))
                .setEntrypoint(Options.entrypoint(cache.isPresent()))
                .setProgramArguments(List.of());
    }

    private FileEntriesLayer layer(String name, List<Path> files) {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var file : files) {
            layer.addEntry(application.directory().resolve(file), AbsoluteUnixPath.get(Application.HOME + "/" + file));
        }
        return layer.build();
    }

    private Path classPath(Path work) throws IOException {
        return Files.writeString(
                Files.createDirectories(work).resolve("classpath"),
                "-cp\n" + application.classPath(Application.HOME) + "\n");
    }
}
