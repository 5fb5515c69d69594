package io.remithub.intake.inbound.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;

/** What the request that is being served has of {@link Room}: until it has been answered. */
@RequestScoped
class ShareOfRoom {

    private final Room room;
    private int taken;

    ShareOfRoom(Room room) {
        this.room = room;
    }

    /** @throws io.remithub.messaging.TransientFailure when there is no room in time */
    void take(long bytes) {
        taken += room.take(bytes);
    }

    @PreDestroy
    void giveBack() {
        room.giveBack(taken);
    }
}
