package io.remithub.bench;

import io.remithub.rig.Rig;

/** Measures one part of the way, interleaved with its ceiling. */
interface Stage {

    int ROUNDS = 3;

    String name();

    /** Whether it runs without being asked for by name. */
    default boolean always() {
        return true;
    }

    default Ground ground() {
        return Ground.OF_ITS_OWN;
    }

    void run(Rig rig, Report report) throws Exception;
}
