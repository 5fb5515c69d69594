package io.remithub.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes as the JVM has them in memory, made by the image's own JVM out of the image's own files: it refuses a cache of
 * any other, by their sizes and times. Out of a list that is kept with the source, so that one commit gives one cache;
 * classes are not linked ahead for the same reason, since what is then kept bears the clock's time; and made where the
 * image's root is, since it bears the class path as it was given.
 */
final class ClassCache {

    private ClassCache() {}

    static Path of(Application application, Unpacked image, Path classes, Path cache)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(image.java().toAbsolutePath().toString()));
        command.addAll(Options.SHARED);
        command.addAll(List.of(
                "-Xshare:dump",
                "-Xlog:cds*=off,aot*=off",
                "-XX:SharedClassListFile=" + classes.toAbsolutePath(),
                "-XX:SharedArchiveFile=" + cache.toAbsolutePath(),
                "-cp",
                application.classPath(Application.HOME.substring(1))));
        Command.runIn(image.root(), command);
        return cache;
    }
}
