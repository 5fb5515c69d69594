package io.remithub.orchestrator.application;

import io.remithub.operators.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Says who works on an exception. */
@ApplicationScoped
public class AssignException {

    private final Worklist worklist;
    private final Audit audit;

    AssignException(Worklist worklist, Audit audit) {
        this.worklist = worklist;
        this.audit = audit;
    }

    /** @return false when none is open by this id */
    @Transactional
    public boolean assign(String exceptionId, @Nullable String owner, String by) {
        var found = worklist.open(exceptionId);
        found.ifPresent(item -> {
            worklist.assign(exceptionId, owner);
            audit.record(new Audit.Entry(
                    by, "exception.assign", item.tenantId(), item.paymentId(), owner, "exception " + exceptionId));
        });
        return found.isPresent();
    }
}
