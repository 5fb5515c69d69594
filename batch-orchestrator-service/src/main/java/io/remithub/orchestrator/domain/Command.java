package io.remithub.orchestrator.domain;

/** What the saga asks of its neighbours, for one claim. */
public sealed interface Command {

    Claim claim();

    record AskClaimStatus(Claim claim) implements Command {}

    record CancelClaimStatus(Claim claim) implements Command {}

    record RequestPosting(Claim claim) implements Command {}

    /** The same posting once more: the posting service knows what it tried. */
    record RetryPosting(Claim claim, Purpose purpose) implements Command {}

    /** A fence: nothing of the issuance is posted after it, and what was posted is undone. */
    record Reverse(Claim claim) implements Command {}
}
