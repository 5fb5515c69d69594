package io.remithub.faults.mutants;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loaded into a service's JVM, where it rewrites a few instructions of the classes that the mistake is in. */
public final class Agent {

    private static final Map<String, Map<String, ClassTransform>> MISTAKES = Map.of(
            "INBOX_OFF", Mistakes.INBOX_OFF,
            "CURSOR", Mistakes.CURSOR,
            "BLIND_RETRY", Mistakes.BLIND_RETRY);

    private static final String OURS = "io/remithub/";

    private Agent() {}

    /** @param mistake which one, and how it is meant */
    public static void premain(String mistake, Instrumentation jvm) {
        var words = mistake.split(":", 2);
        var rewriting =
                switch (words[0]) {
                    case "CLOCK" -> Clocks.off(Long.parseLong(words[1]));
                    case "NEW_BUILD" -> only(NewBuild.of(words[1]));
                    default -> only(MISTAKES.getOrDefault(mistake, Map.of()));
                };
        jvm.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    @Nullable ClassLoader loader,
                    @Nullable String name,
                    @Nullable Class<?> redefined,
                    @Nullable ProtectionDomain domain,
                    byte[] bytes) {
                if (name == null || loader == null || !name.startsWith(OURS)) {
                    return null;
                }
                try {
                    var rewrite = rewriting.of(name, bytes);
                    if (rewrite == null) {
                        return null;
                    }
                    var known = ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver());
                    var classes = ClassFile.of(ClassHierarchyResolverOption.of(known));
                    System.err.println("mistaken on purpose: " + mistake + " in " + name);
                    return classes.transformClass(classes.parse(bytes), rewrite);
                } catch (RuntimeException e) {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(3);
                    return null;
                }
            }
        });
    }

    private static Rewriting only(Map<String, ClassTransform> classes) {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no such mistake");
        }
        return (name, _) -> classes.get(name);
    }

    /** What is to be made of a class of ours. */
    @FunctionalInterface
    interface Rewriting {
        /** @return null where it stays as it is */
        @Nullable
        ClassTransform of(String name, byte[] bytes);
    }

    static ClassTransform inMethod(String method, CodeTransform code) {
        return ClassTransform.transformingMethodBodies(it -> it.methodName().equalsString(method), code);
    }
}
