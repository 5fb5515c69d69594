/** What is promised of the manifests, each promise with a proof that its test can fail. */
@NullMarked
package io.remithub.kubernetes;

import org.jspecify.annotations.NullMarked;
