/** The use cases: one class each, and the interfaces that they need from the outside. */
@NullMarked
package io.remithub.orchestrator.application;

import org.jspecify.annotations.NullMarked;
