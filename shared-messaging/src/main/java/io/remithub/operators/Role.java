package io.remithub.operators;

/** What a person may, as the token's claim {@code roles} says. */
public final class Role {

    /** Sees everything but patients' data. */
    public static final String VIEWER = "viewer";

    /** Decides: resolves exceptions, retries, replays. */
    public static final String OPERATOR = "operator";

    /** Approves what another decided, where four eyes are asked for. */
    public static final String APPROVER = "approver";

    /** Tenants, accounts, keys, locations. */
    public static final String ADMIN = "admin";

    /** Sees patients' data unmasked; every look is on record. */
    public static final String PHI = "phi";

    private Role() {}
}
