package io.remithub.rig;

/**
 * One of the processes that run a part.
 *
 * @param number from 0
 */
public record Replica(Part part, int number) {

    private static final int APART = 100;

    String label() {
        return number == 0 ? part.label() : part.label() + "-" + number;
    }

    int port() {
        return part.port() + APART * number;
    }
}
