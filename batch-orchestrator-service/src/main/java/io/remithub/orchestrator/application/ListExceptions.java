package io.remithub.orchestrator.application;

import io.remithub.orchestrator.application.Worklist.Item;
import io.remithub.orchestrator.application.Worklist.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What waits for an operator. */
@ApplicationScoped
public class ListExceptions {

    private final Worklist worklist;

    ListExceptions(Worklist worklist) {
        this.worklist = worklist;
    }

    @Transactional
    public List<Item> open(Query query) {
        return worklist.open(query);
    }
}
