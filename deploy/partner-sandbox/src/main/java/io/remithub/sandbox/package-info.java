/** Stand-ins for the hub's partners, which misbehave the way partners do: settings shared by all of them. */
@NullMarked
package io.remithub.sandbox;

import org.jspecify.annotations.NullMarked;
