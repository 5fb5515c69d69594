package io.remithub.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import io.remithub.embedded.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Images in a folder, a tar each.
 *
 * @param directory of the tars
 * @param classes what is worth being cached; without it, images have no cache
 */
record Build(Base base, Path directory, Optional<Path> classes) {

    /** What came of it. */
    record Built(String name, Path tar, JibContainerBuilder builder, JibContainer container) {}

    Built tar(Image image) throws IOException, InterruptedException {
        var name = image.application().name();
        var work = directory.resolve(name);
        Directories.delete(work);
        Files.createDirectories(work);
        var tar = directory.resolve(name + ".tar");
        var cache = Optional.<Path>empty();
        if (classes.isPresent()) {
            write(image.on(base, work, Optional.empty()), image, tar);
            var unpacked = Unpacked.of(tar, work);
            cache = Optional.of(
                    ClassCache.of(image.application(), unpacked, classes.get(), work.resolve("classes.aot")));
        }
        var builder = image.on(base, work, cache);
        return new Built(name, tar, builder, write(builder, image, tar));
    }

    /** @param target where it goes */
    JibContainer to(Containerizer target, JibContainerBuilder builder) throws IOException, InterruptedException {
        try {
            return builder.containerize(target.setApplicationLayersCache(directory.resolve("layers"))
                    .setBaseImageLayersCache(directory.resolve("base-layers"))
                    .setToolName("remit-hub"));
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new IOException("the image was not written: " + e.getMessage(), e);
        }
    }

    private JibContainer write(JibContainerBuilder builder, Image image, Path tar)
            throws IOException, InterruptedException {
        try {
            var name = "remithub/" + image.application().name() + ":"
                    + image.source().version();
            return to(Containerizer.to(TarImage.at(tar).named(name)), builder);
        } catch (InvalidImageReferenceException e) {
            throw new IllegalStateException(e);
        }
    }
}
