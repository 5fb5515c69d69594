package io.remithub.faults.mutants;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a service's machine says of the time, in whichever class of ours that is asked: for ids, spans, beside the database. */
final class Clocks {

    private static final ClassDesc CLOCK = ClassDesc.of(Clock.class.getName());
    private static final ClassDesc INSTANT = ClassDesc.of(Instant.class.getName());
    private static final ClassDesc DURATION = ClassDesc.of(Duration.class.getName());
    private static final ClassDesc UUIDS = ClassDesc.of("com.github.f4b6a3.uuid.UuidCreator");

    private static final Set<String> ASKED = Set.of(
            "java/time/Clock.systemUTC",
            "java/time/Instant.now",
            "java/lang/System.currentTimeMillis",
            "com/github/f4b6a3/uuid/UuidCreator.getTimeOrderedEpoch");

    private Clocks() {}

    static Agent.Rewriting off(long seconds) {
        var turned = ClassTransform.transformingMethodBodies((builder, element) -> turn(builder, element, seconds));
        return (_, bytes) -> asksTheMachine(bytes) ? turned : null;
    }

    private static boolean asksTheMachine(byte[] bytes) {
        return StreamSupport.stream(ClassFile.of().parse(bytes).constantPool().spliterator(), false)
                .anyMatch(Clocks::isAsked);
    }

    private static boolean isAsked(PoolEntry entry) {
        return entry instanceof MemberRefEntry member
                && ASKED.contains(member.owner().asInternalName() + "." + member.name());
    }

    private static void turn(CodeBuilder builder, CodeElement element, long seconds) {
        if (!(element instanceof InvokeInstruction call) || !isAsked(call.method())) {
            builder.with(element);
            return;
        }
        switch (call.name().stringValue()) {
            case "systemUTC" ->
                builder.with(element)
                        .ldc(seconds)
                        .invokestatic(DURATION, "ofSeconds", MethodTypeDesc.of(DURATION, ConstantDescs.CD_long))
                        .invokestatic(CLOCK, "offset", MethodTypeDesc.of(CLOCK, CLOCK, DURATION));
            case "now" -> later(builder.with(element), seconds);
            case "currentTimeMillis" ->
                builder.with(element).ldc(seconds * 1_000).ladd();
            default ->
                later(builder.invokestatic(INSTANT, "now", MethodTypeDesc.of(INSTANT)), seconds)
                        .invokestatic(
                                UUIDS,
                                "getTimeOrderedEpoch",
                                MethodTypeDesc.of(ClassDesc.of(UUID.class.getName()), INSTANT));
        }
    }

    private static CodeBuilder later(CodeBuilder builder, long seconds) {
        return builder.ldc(seconds)
                .invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
    }
}
