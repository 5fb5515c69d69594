package io.remithub.faults.mutants;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** What is rewritten, by class. */
final class Mistakes {

    private static final String MESSAGING = "io/remithub/messaging/";
    private static final ClassDesc RETENTION = ClassDesc.of("io.remithub.schemas.Topic$Retention");
    private static final ClassDesc CURSOR_CLASS = ClassDesc.of(Cursor.class.getName());
    private static final ClassDesc NOT_DELIVERED = ClassDesc.of("io.remithub.posting.domain.Happening$NotDelivered");
    private static final String LOST = "io/remithub/posting/domain/Happening$Lost";

    /** Whatever was applied before is applied again, and nothing waits for its predecessor. */
    static final Map<String, ClassTransform> INBOX_OFF = Map.of(
            MESSAGING + "InboxTables",
                    Agent.inMethod("fresh", (builder, element) -> {
                        builder.with(element);
                        if (element instanceof InvokeInstruction call
                                && call.name().equalsString("retention")) {
                            builder.pop().getstatic(RETENTION, "COMPACT", RETENTION);
                        }
                    }),
            MESSAGING + "InboxMarks",
                    Agent.inMethod("of", (builder, element) -> {
                        if (element instanceof ReturnInstruction) {
                            builder.pop2().lconst_0();
                        }
                        builder.with(element);
                    }));

    /** The relay reads what is above the last id that it sent. */
    static final Map<String, ClassTransform> CURSOR = Map.of(
            MESSAGING + "Floor",
                    Agent.inMethod("from", (builder, element) -> {
                        if (element instanceof ReturnInstruction) {
                            builder.pop2().invokestatic(CURSOR_CLASS, "last", MethodTypeDesc.of(ConstantDescs.CD_long));
                        }
                        builder.with(element);
                    }),
            MESSAGING + "OutboxRows",
                    Agent.inMethod("delete", CodeTransform.ofStateful(() -> {
                        var first = new boolean[] {true};
                        return (builder, element) -> {
                            if (first[0]) {
                                first[0] = false;
                                builder.aload(1)
                                        .invokestatic(
                                                CURSOR_CLASS,
                                                "sent",
                                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_List));
                            }
                            builder.with(element);
                        };
                    })));

    private static final ClassTransform LOST_IS_NOT_DELIVERED =
            ClassTransform.transformingMethodBodies((builder, element) -> {
                if (element instanceof NewObjectInstruction made
                        && made.className().asInternalName().equals(LOST)) {
                    builder.new_(NOT_DELIVERED);
                } else if (element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals(LOST)
                        && call.name().equalsString(ConstantDescs.INIT_NAME)) {
                    builder.aconst_null()
                            .aconst_null()
                            .invokespecial(
                                    NOT_DELIVERED,
                                    ConstantDescs.INIT_NAME,
                                    MethodTypeDesc.of(
                                            ConstantDescs.CD_void,
                                            ConstantDescs.CD_String,
                                            ClassDesc.of("java.time.Duration")));
                } else {
                    builder.with(element);
                }
            });

    /** An answer that was lost is taken for a request that was lost. */
    static final Map<String, ClassTransform> BLIND_RETRY = Map.of(
            "io/remithub/posting/outbound/http/Verdicts", LOST_IS_NOT_DELIVERED,
            "io/remithub/posting/outbound/nexhealth/NexHealthLedger", LOST_IS_NOT_DELIVERED,
            "io/remithub/posting/outbound/decoda/DecodaCharges", LOST_IS_NOT_DELIVERED,
            "io/remithub/posting/application/PostToPartner", LOST_IS_NOT_DELIVERED);

    private Mistakes() {}
}
