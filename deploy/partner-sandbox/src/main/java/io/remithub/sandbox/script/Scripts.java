package io.remithub.sandbox.script;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scripts that are still to be played; the oldest that applies goes first. */
@ApplicationScoped
class Scripts {
    record Active(
            long id, int used, int left, @JsonUnwrapped Script script) {
        Active afterUse() {
            return new Active(id, used + 1, left < 0 ? left : left - 1, script);
        }
    }

    private final Map<Long, Active> active = new TreeMap<>();
    private long lastId;

    synchronized Active add(Script script) {
        var added = new Active(++lastId, 0, script.limit(), script);
        active.put(added.id(), added);
        return added;
    }

    synchronized Collection<Active> all() {
        return List.copyOf(active.values());
    }

    synchronized Script next(Operation operation, Map<String, String> facts) {
        for (var candidate : active.values()) {
            if (candidate.script().appliesTo(operation, facts)) {
                var used = candidate.afterUse();
                if (used.left() == 0) {
                    active.remove(used.id());
                } else {
                    active.put(used.id(), used);
                }
                return used.script();
            }
        }
        return Script.NONE;
    }

    synchronized boolean remove(long id) {
        return active.remove(id) != null;
    }

    synchronized void clear() {
        active.clear();
    }
}
