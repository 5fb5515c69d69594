package io.remithub.operators;

import io.smallrye.config.ConfigMapping;

/** Who may run the hub. */
@ConfigMapping(prefix = "admin")
public interface AdminConfig {

    /** What operators send in the header {@code Admin-Key}; environment {@code ADMIN_KEY}, 16 characters at least. */
    String key();
}
