package io.remithub.faults.mutants;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a service's machine says of the time, wherever that is asked: beside the database, and for spans. */
final class Clocks {

    private static final ClassDesc CLOCK = ClassDesc.of(Clock.class.getName());
    private static final ClassDesc INSTANT = ClassDesc.of(Instant.class.getName());
    private static final ClassDesc DURATION = ClassDesc.of(Duration.class.getName());

    private Clocks() {}

    static Map<String, ClassTransform> off(long seconds) {
        var asked = ClassTransform.transformingMethodBodies((builder, element) -> {
            builder.with(element);
            if (element instanceof InvokeInstruction call) {
                if (call.name().equalsString("systemUTC")) {
                    clock(builder, seconds);
                } else if (call.name().equalsString("now")
                        && call.owner().asInternalName().equals("java/time/Instant")) {
                    instant(builder, seconds);
                }
            }
        });
        return Map.of("io/remithub/database/DatabaseTime", asked, "io/remithub/messaging/Deliveries", asked);
    }

    private static void clock(CodeBuilder builder, long seconds) {
        builder.ldc(seconds)
                .invokestatic(DURATION, "ofSeconds", MethodTypeDesc.of(DURATION, ConstantDescs.CD_long))
                .invokestatic(CLOCK, "offset", MethodTypeDesc.of(CLOCK, CLOCK, DURATION));
    }

    private static void instant(CodeBuilder builder, long seconds) {
        builder.ldc(seconds).invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
    }
}
