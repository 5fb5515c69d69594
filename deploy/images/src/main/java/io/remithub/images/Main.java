package io.remithub.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.remithub.rig.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev images}. */
@Command(name = "images", description = "An image of each service, to a tar each, to Docker or to a registry.")
final class Main implements Callable<Integer> {

    private static final Path TARGET = Path.of("deploy/images/target");
    private static final Path CLASSES = Path.of("deploy/images/classes.txt");

    @Option(names = "--base", description = "what they stand on, Java 25 on its path; 'local': this machine's own")
    private String base = "eclipse-temurin:25-jre-noble";

    @Option(names = "--docker", description = "to the Docker daemon, too")
    private boolean docker;

    @Option(names = "--push", description = "to a registry, too: registry/prefix")
    private @Nullable String push;

    @Option(names = "--source", description = "where the source is kept, for the labels")
    private String source = "https://remithub.io";

    @Option(names = "--no-cache", description = "without a cache of classes, as on a machine that cannot run the base")
    private boolean noCache;

    @Option(names = "--verify", description = "build each twice and compare the digests")
    private boolean verify;

    @Option(
            names = "--try",
            paramLabel = "MEMORY",
            arity = "0..1",
            fallbackValue = "768m",
            description = "run all of them as a cluster would, within so much memory each; root on Linux")
    private @Nullable String limit;

    @Option(names = "--train", description = "write down anew which classes are worth caching, and build nothing")
    private boolean train;

    @Parameters(description = "only these: payment-intake-service, for one")
    private List<String> only = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (train) {
            new Training(TARGET.resolve("training"), Main::application).to(CLASSES);
            return 0;
        }
        var from = Source.ofProject(source);
        var build = build("images");
        var images = new EnumMap<Part, Unpacked>(Part.class);
        boolean same = true;
        for (var part : Part.values()) {
            if (only.isEmpty() || only.contains(part.label())) {
                var image = new Image(application(part), Titles.of(part), from);
                var built = build.tar(image);
                say(built, from.version());
                Sbom.beside(built.tar(), part.module(), built.name(), from.committed());
                deliver(build, built, from.version());
                if (verify) {
                    same &= isSame(built, build("again").tar(image));
                }
                if (limit != null) {
                    images.put(part, Unpacked.of(built.tar(), TARGET.resolve("trial/" + part.label())));
                }
            }
        }
        if (limit != null) {
            new Trial(TARGET.resolve("trial/rig"), images, limit).run();
        }
        return same ? 0 : 1;
    }

    /** Nothing of one folder is used in another. */
    private Build build(String folder) throws IOException, InterruptedException {
        var directory = TARGET.resolve(folder);
        return new Build(
                base.equals(LocalBase.NAME) ? LocalBase.in(directory.resolve("base")) : new Base.Named(base),
                directory,
                noCache ? Optional.empty() : Optional.of(CLASSES));
    }

    private static void say(Build.Built built, String version) throws IOException {
        var digest = built.container().getDigest() + "\n";
        Files.writeString(built.tar().resolveSibling(built.name() + ".digest"), digest);
        System.out.printf("%-28s %s %6.1f MB  %s", built.name(), version, Files.size(built.tar()) / 1e6, digest);
    }

    private static boolean isSame(Build.Built one, Build.Built other) {
        boolean same = one.container().getDigest().equals(other.container().getDigest());
        System.out.printf(
                "%-28s %s%n",
                "",
                same ? "the same again" : "another digest: " + other.container().getDigest());
        return same;
    }

    private void deliver(Build build, Build.Built built, String version) throws Exception {
        if (docker) {
            var image = DockerDaemonImage.named("remithub/" + built.name() + ":" + version);
            build.to(Containerizer.to(image), built.builder());
        }
        if (push != null) {
            var name = ImageReference.parse(push + "/" + built.name() + ":" + version);
            var image = RegistryImage.named(name)
                    .addCredentialRetriever(
                            CredentialRetrieverFactory.forImage(name, _ -> {}).dockerConfig());
            build.to(Containerizer.to(image), built.builder());
        }
    }

    private static Application application(Part part) {
        return new Application(part.label(), part.module().resolve("target/quarkus-app"));
    }
}
