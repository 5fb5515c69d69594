package io.remithub.orchestrator.domain;

/** What the saga asks of its neighbours, for one claim of one issuance. */
public sealed interface Command {

    int issuance();

    Claim claim();

    record AskClaimStatus(int issuance, Claim claim) implements Command {}

    record CancelClaimStatus(int issuance, Claim claim) implements Command {}

    record RequestPosting(int issuance, Claim claim) implements Command {}

    /** What an operator decided of a posting, as it was told: the posting service knows what it tried. */
    record ResolvePosting(int issuance, Claim claim, Purpose purpose, Postings.Decided decided) implements Command {}

    /** A fence: nothing of the issuance is posted after it, and what was posted is undone. */
    record Reverse(int issuance, Claim claim) implements Command {}
}
