package io.remithub.intake.inbound.rest.body;

import java.util.List;

/** A body that cannot be taken as it is: every fault in it. */
public final class Faulty extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    Faulty(List<Fault> faults) {
        super(faults.size() + " faults", null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
