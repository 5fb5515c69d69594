/** The operators' side over HTTP. */
@NullMarked
package io.remithub.orchestrator.inbound.rest;

import org.jspecify.annotations.NullMarked;
