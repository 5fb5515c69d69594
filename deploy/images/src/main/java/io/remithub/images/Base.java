package io.remithub.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;

/** What an image stands on: a Linux with a Java 25 on its path. */
interface Base {

    /** A name of a registry's, {@code docker://…} or {@code tar://…}; pinned by {@code @sha256:…}. */
    record Named(String name) implements Base {
        @Override
        public JibContainerBuilder builder() {
            try {
                return Jib.from(name);
            } catch (InvalidImageReferenceException e) {
                throw new IllegalArgumentException("not a name of an image: " + name, e);
            }
        }
    }

    String name();

    /** Nothing on it yet. */
    JibContainerBuilder builder();
}
