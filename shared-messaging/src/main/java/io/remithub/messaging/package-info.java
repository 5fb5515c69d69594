/** How every service talks: state and events out in one transaction, each event in once, identities sealed. */
@NullMarked
package io.remithub.messaging;

import org.jspecify.annotations.NullMarked;
