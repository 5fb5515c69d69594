package io.remithub.intake.domain;

/** What becomes of a command. */
public sealed interface Decision {

    Decision TAKEN = new Taken();
    Decision NOTHING_TO_DO = new NothingToDo();

    record Taken() implements Decision {}

    /** What was asked for is so already: no second event. */
    record NothingToDo() implements Decision {}

    record Refused(Rejection rejection) implements Decision {}

    static Decision refused(Rejection rejection) {
        return new Refused(rejection);
    }

    default boolean isTaken() {
        return this instanceof Taken;
    }
}
