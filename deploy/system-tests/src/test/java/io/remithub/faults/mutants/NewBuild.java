package io.remithub.faults.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A release that writes newer schemas: each record has one more field, its last, and it is null. No mistake. */
public final class NewBuild {

    private static final Map<Long, Long> SUCCESSORS = new ConcurrentHashMap<>();
    private static final int FINGERPRINT = 2;
    private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();

    private NewBuild() {}

    /** @param file of lines: a fingerprint, and its successor's */
    static Map<String, ClassTransform> of(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            lines.map(line -> line.split(" "))
                    .forEach(words -> SUCCESSORS.put(Long.valueOf(words[0]), Long.valueOf(words[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("io/remithub/messaging/AvroCodec", Agent.inMethod("encode", (builder, element) -> {
            if (element instanceof ReturnInstruction) {
                builder.invokestatic(
                        ClassDesc.of(NewBuild.class.getName()), "written", MethodTypeDesc.of(BYTES, BYTES));
            }
            builder.with(element);
        }));
    }

    public static byte[] written(byte[] event) {
        var next = ByteBuffer.allocate(event.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(event)
                .put((byte) 0);
        var successor = SUCCESSORS.get(next.getLong(FINGERPRINT));
        return successor == null ? event : next.putLong(FINGERPRINT, successor).array();
    }
}
