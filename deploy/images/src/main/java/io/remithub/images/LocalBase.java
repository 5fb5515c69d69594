package io.remithub.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A base of this machine's own JDK and C library, for places without a registry. Nobody mends what is found in it but
 * whoever builds it anew: what goes to production stands on a base that somebody keeps up.
 */
final class LocalBase implements Base {

    static final String NAME = "local";
    private static final String JAVA_HOME = "/opt/java/openjdk";
    private static final String MODULES =
            "java.se,jdk.unsupported,jdk.management,jdk.jfr,jdk.jcmd,jdk.zipfs,jdk.naming.dns";
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private final FileEntriesLayer system;
    private final FileEntriesLayer java;

    private LocalBase(FileEntriesLayer system, FileEntriesLayer java) {
        this.system = system;
        this.java = java;
    }

    /** @param directory what is in it is kept for the next time */
    static LocalBase in(Path directory) throws IOException, InterruptedException {
        var runtime = directory.resolve("java");
        if (!Files.exists(runtime)) {
            Files.createDirectories(directory);
            var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
            Command.run(List.of(
                    jlink,
                    "--add-modules",
                    MODULES,
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    runtime.toString()));
        }
        return new LocalBase(system(directory, runtime), java(runtime));
    }

    private static FileEntriesLayer java(Path runtime) throws IOException {
        return FileEntriesLayer.builder()
                .setName("java")
                .addEntryRecursive(
                        runtime,
                        AbsoluteUnixPath.get(JAVA_HOME),
                        (file, _) -> FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644"))
                .build();
    }

    private static FileEntriesLayer system(Path directory, Path runtime) throws IOException, InterruptedException {
        var layer = FileEntriesLayer.builder().setName("system");
        for (var library : libraries(runtime)) {
            layer.addEntry(
                    Path.of(library).toRealPath(),
                    AbsoluteUnixPath.get(library),
                    FilePermissions.fromOctalString("755"));
        }
        var files = Files.createDirectories(directory.resolve("files"));
        layer.addEntry(Files.writeString(files.resolve("passwd"), """
                        root:x:0:0:root:/:/sbin/nologin
                        hub:x:10001:10001:hub:/tmp:/sbin/nologin
                        """), AbsoluteUnixPath.get("/etc/passwd"));
        layer.addEntry(
                Files.writeString(files.resolve("group"), "root:x:0:\nhub:x:10001:\n"),
                AbsoluteUnixPath.get("/etc/group"));
        layer.addEntry(
                Files.writeString(files.resolve("nsswitch.conf"), "hosts: files dns\n"),
                AbsoluteUnixPath.get("/etc/nsswitch.conf"));
        for (var empty : List.of("/tmp", "/proc", "/sys", "/dev")) {
            var permissions = FilePermissions.fromOctalString(empty.equals("/tmp") ? "777" : "755");
            layer.addEntry(files, AbsoluteUnixPath.get(empty), permissions);
        }
        return layer.build();
    }

    /** What the JVM and its libraries are linked with, the loader included. */
    private static TreeSet<String> libraries(Path runtime) throws IOException, InterruptedException {
        var libraries = new TreeSet<String>();
        try (var files = Files.walk(runtime)) {
            for (var file : files.filter(it -> it.toString().endsWith(".so") || it.endsWith("bin/java"))
                    .toList()) {
                LIBRARY.matcher(Command.output(List.of("ldd", file.toString())))
                        .results()
                        .map(result -> result.group(1))
                        .filter(library -> !Path.of(library).startsWith(runtime.toAbsolutePath()))
                        .forEach(libraries::add);
            }
        }
        return libraries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JibContainerBuilder builder() {
        return Jib.fromScratch()
                .addFileEntriesLayer(system)
                .addFileEntriesLayer(java)
                .addEnvironmentVariable("PATH", JAVA_HOME + "/bin")
                .addEnvironmentVariable("JAVA_HOME", JAVA_HOME)
                .addEnvironmentVariable("LANG", "C.UTF-8");
    }
}
