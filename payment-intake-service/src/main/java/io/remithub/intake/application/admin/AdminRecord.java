package io.remithub.intake.application.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.operators.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every change with what was before and after it, in the transaction of the change. */
@ApplicationScoped
class AdminRecord {

    private static final Logger LOG = Logger.getLogger(AdminRecord.class);

    private final Audit audit;
    private final ObjectWriter json;

    AdminRecord(Audit audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json.writer().without(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }

    /**
     * @param action verb and object, for one {@code account.change}
     * @param before null where it is new
     */
    void write(
            Instruction instruction,
            String action,
            TenantId tenant,
            String subject,
            @Nullable Object before,
            Object after) {
        var evidence = new LinkedHashMap<String, Object>();
        if (before != null) {
            evidence.put("before", before);
        }
        evidence.put("after", after);
        audit.record(new Audit.Entry(
                instruction.operator(), action, tenant.toString(), subject, instruction.reason(), text(evidence)));
        StateLog.onCommit(
                LOG,
                new Whose(tenant.toString(), null, null),
                "%s %s of tenant %s by %s",
                action,
                subject,
                tenant,
                instruction.operator());
    }

    private String text(Object evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("settings are plain", impossible);
        }
    }
}
