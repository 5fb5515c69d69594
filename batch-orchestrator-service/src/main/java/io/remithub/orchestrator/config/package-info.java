/** What the service is given from outside: its clock. */
@NullMarked
package io.remithub.orchestrator.config;

import org.jspecify.annotations.NullMarked;
