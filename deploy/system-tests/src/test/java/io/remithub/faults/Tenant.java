package io.remithub.faults;

/** Of the local seed. */
enum Tenant {
    ACME("0191a000-0000-7000-8000-00000000ac3e"),
    GLOBEX("0191a000-0000-7000-8000-000000910be0");

    private final String id;

    Tenant(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String key() {
        return "local-%s-key".formatted(name().toLowerCase(java.util.Locale.ROOT));
    }
}
