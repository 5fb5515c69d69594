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

    void run(Rig rig, Report report) throws Exception;
}
