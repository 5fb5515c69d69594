package io.remithub.intake.inbound.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** What the request that is being served has of {@link Room}: until it has been answered. */
@RequestScoped
class ShareOfRoom {

    private final Room room;
    private final CurrentCaller caller;
    private Room.@Nullable Taken taken;

    ShareOfRoom(Room room, CurrentCaller caller) {
        this.room = room;
        this.caller = caller;
    }

    /**
     * @param bytes altogether: more each time
     * @throws io.remithub.messaging.TransientFailure when there is no room in time
     */
    void take(long bytes) {
        taken = taken == null ? room.take(caller.sender(), bytes) : room.more(taken, bytes);
    }

    @PreDestroy
    void giveBack() {
        if (taken != null) {
            room.giveBack(taken);
        }
    }
}
