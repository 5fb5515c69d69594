package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.Decision;

/** Each decision's answer. */
final class Decisions {

    private Decisions() {}

    static Answer answer(Decision decision) {
        return answer(decision, ClaimPlaces.NONE);
    }

    static Answer answer(Decision decision, ClaimPlaces places) {
        return switch (decision) {
            case Decision.Taken _, Decision.NothingToDo _ -> Answer.NO_CONTENT;
            case Decision.Refused(var rejection) -> throw Rejections.of(rejection, places);
        };
    }
}
