package io.remithub.rig;

import java.util.List;

/** By which command a part is run. */
@FunctionalInterface
public interface Launch {
    List<String> command(Part part);
}
