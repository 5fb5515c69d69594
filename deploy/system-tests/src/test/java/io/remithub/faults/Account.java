package io.remithub.faults;

/** Of a payer's: those that every tenant has. */
enum Account {
    ACCT1(false),
    ACCT2(true);

    private final boolean holds;

    Account(boolean holds) {
        this.holds = holds;
    }

    /** Whether what is started waits until it is released. */
    boolean holds() {
        return holds;
    }

    String subAccount() {
        return "SUB" + name();
    }
}
