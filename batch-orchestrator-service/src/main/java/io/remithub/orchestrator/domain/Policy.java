package io.remithub.orchestrator.domain;

/** The account's settings that the saga obeys, as intake stamped them on the batch. */
public record Policy(boolean hold, BalancePolicy balance, PostWhen postWhen, String autoPost) {

    public enum BalancePolicy {
        OFF,
        WARN,
        REJECT
    }

    /** When money may be posted. */
    public enum PostWhen {
        CLAIM_FINAL,
        ISSUED
    }

    boolean waitsForFinalStatus() {
        return postWhen == PostWhen.CLAIM_FINAL;
    }
}
